package org.ringspan.provisioning.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ringspan.identity.Actor;
import org.ringspan.progress.Progress;

/** A run that goes on, and whether it may still be cancelled. Safe for several threads. */
final class ProvisioningJob {
  private final String id = UUID.randomUUID().toString();
  private final Actor actor;
  private final boolean dryRun;
  private final Instant started;
  private final Halt halt = new Halt();
  private @Nullable Telling telling;
  private boolean cancelled;
  private boolean over;

  ProvisioningJob(Actor actor, boolean dryRun, Instant started) {
    this.actor = actor;
    this.dryRun = dryRun;
    this.started = started;
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

  Instant started() {
    return started;
  }

  /** What its service is told, since when. */
  private record Telling(Provisioner.Work work, Instant since) {}

  /** From now on its service is told. */
  synchronized void tells(Provisioner.Work work, Instant now) {
    telling = new Telling(work, now);
  }

  /** How far it is; nothing while it compares. */
  synchronized Optional<Progress> progress(Instant now) {
    return Optional.ofNullable(telling)
        .map(
            it ->
                new Progress(
                    it.work().done(),
                    it.work().plan().steps().size(),
                    Duration.between(it.since(), now)));
  }

  /** What ends it where it is. */
  Halt halt() {
    return halt;
  }

  /**
   * Has it end as cancelled.
   *
   * @return whether it will; false: how it came out is settled already
   */
  synchronized boolean cancel() {
    if (!over) {
      cancelled = true;
      halt.call();
    }
    return cancelled;
  }

  /**
   * How it came out is settled: from now on it can't be cancelled.
   *
   * @return whether it was before
   */
  synchronized boolean settle() {
    over = true;
    return cancelled;
  }
}
