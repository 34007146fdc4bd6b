package org.ringspan.directory.adapter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringspan.directory.DirectoryRun;
import org.ringspan.directory.DirectoryRun.Counts;
import org.ringspan.directory.DirectoryRun.Kind;
import org.ringspan.directory.DirectoryRun.Phase;
import org.ringspan.identity.Actor;
import org.ringspan.progress.Progress;

/** A run that goes on. Safe for several threads. */
final class DirectoryJob {
  private final String id = UUID.randomUUID().toString();
  private final Kind kind;
  private final Actor actor;
  private final boolean dryRun;
  private final boolean consent;
  private final Clock clock;
  private final Instant started;
  private final int expected;
  private Phase phase = Phase.READING;
  private int people;
  private Counts counts = Counts.NONE;
  private boolean cancelled;
  private @Nullable String failure;
  private @Nullable Instant ended;

  DirectoryJob(Kind kind, Actor actor, boolean dryRun, boolean consent, Clock clock) {
    this(kind, actor, dryRun, consent, 0, clock);
  }

  /**
   * @param expected how many people there will be about; 0: nobody knows
   */
  DirectoryJob(Kind kind, Actor actor, boolean dryRun, boolean consent, int expected, Clock clock) {
    this.kind = kind;
    this.actor = actor;
    this.dryRun = dryRun;
    this.consent = consent;
    this.expected = expected;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** It was cancelled in time. */
  static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  String id() {
    return id;
  }

  Actor actor() {
    return actor;
  }

  boolean isDryRun() {
    return dryRun;
  }

  boolean hasConsent() {
    return consent;
  }

  synchronized void read(int some) {
    requireWanted();
    people = some;
  }

  /** How far it has read; nothing when it doesn't read any more. */
  synchronized Optional<Progress> progress() {
    return phase == Phase.READING
        ? Optional.of(new Progress(people, expected, Duration.between(started, clock.instant())))
        : Optional.empty();
  }

  /** From now on it can't be cancelled. */
  synchronized void writes() {
    requireWanted();
    phase = Phase.WRITING;
  }

  private void requireWanted() {
    if (cancelled) {
      throw new Cancelled();
    }
  }

  synchronized boolean cancel() {
    if (phase == Phase.READING) {
      cancelled = true;
    }
    return cancelled;
  }

  synchronized void end(Phase how, Counts of) {
    phase = how;
    counts = of;
    ended = clock.instant();
  }

  /** Something is to be said, though it is done. */
  synchronized void remark(String what) {
    failure = failure == null ? what : failure + "; " + what;
  }

  synchronized void fail(String why) {
    failure = why;
    end(Phase.FAILED, Counts.NONE);
  }

  synchronized DirectoryRun state() {
    return new DirectoryRun(
        id,
        kind,
        actor.name(),
        dryRun,
        phase,
        people,
        counts,
        Optional.ofNullable(failure),
        started,
        Optional.ofNullable(ended));
  }
}
