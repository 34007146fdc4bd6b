package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.ringspan.e2e.kill.KillPoint.Fate.COMMITTED;
import static org.ringspan.e2e.kill.KillPoint.Fate.ROLLED_BACK;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringspan.e2e.kill.KillPoint;
import org.ringspan.e2e.kill.KillPoint.AtWrite;
import org.ringspan.e2e.kill.KillPoint.Fate;
import org.ringspan.e2e.kill.KilledServer;

/**
 * A server that is killed inside one transaction over database, messages and directory: afterwards
 * the three agree, and each write to the directory was made once at most. What is compared is what
 * the directory was asked for, not only how it is in the end. It starts a server nearly thirty
 * times: {@code -Dringspan.kill.points=all} asks for it.
 */
@EnabledIfSystemProperty(
    named = "ringspan.kill.points",
    matches = "all",
    disabledReason = "takes half an hour: -Dringspan.kill.points=all")
class TransactionCrashIT {
  private static KilledServer server;

  @BeforeAll
  static void start() {
    server = new KilledServer("killed");
    server.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** A test that failed may have left it dead. */
  @BeforeEach
  void startAgain() {
    server.startAgain();
  }

  private static Arguments at(String what, KillPoint.Place place, Fate fate) {
    return argumentSet(what, new KillPoint(what, place, fate));
  }

  static Stream<Arguments> points() {
    return Stream.of(
        at("before anything is prepared", KillPoint.prepare(1), ROLLED_BACK),
        at("the database is prepared, the messages aren't", KillPoint.prepare(2), ROLLED_BACK),
        at("the messages are prepared, the directory isn't", KillPoint.prepare(3), ROLLED_BACK),
        at("inside the directory's prepare", KillPoint.journalForce(), ROLLED_BACK),
        at("all are prepared, the log isn't written", KillPoint.beforeLog(), ROLLED_BACK),
        at("the log is written, nothing is committed", KillPoint.afterLog(), COMMITTED),
        at("before the database commits", KillPoint.commit(1), COMMITTED),
        at("the database has committed, the messages haven't", KillPoint.commit(2), COMMITTED),
        at("the messages have committed, the directory hasn't", KillPoint.commit(3), COMMITTED),
        at("before the first remote write", new AtWrite(1, false), COMMITTED),
        at("the first write is made, its answer is lost", new AtWrite(1, true), COMMITTED),
        at("the first answer isn't recorded", KillPoint.answered(1), COMMITTED),
        at("between two remote writes", new AtWrite(4, false), COMMITTED),
        at("the last write is made, its answer is lost", new AtWrite(6, true), COMMITTED),
        at("after the last write", KillPoint.answered(6), COMMITTED),
        at("all writes are recorded", KillPoint.beforeConclusion(), COMMITTED),
        at("the log isn't deleted", KillPoint.beforeForgetting(), COMMITTED));
  }

  @ParameterizedTest(quoteTextArguments = false)
  @MethodSource("points")
  @DisplayName("Killed inside a transaction: database, messages and directory agree afterwards")
  void killed(KillPoint point) {
    server.change();
    server.runAndKillAt(point.place());
    server.startAgain();
    assertThat(server.faults(Optional.of(point.fate()))).isEmpty();
    assertThat(server.faultsOfNextRun()).isEmpty();
  }

  static Stream<Arguments> recovery() {
    return Stream.of(
        at("the journal opens", KillPoint.journalOpens(), COMMITTED),
        at("the log is found", KillPoint.recoveryCommits(), COMMITTED),
        at("before the first remote write", new AtWrite(1, false), COMMITTED),
        at("a write is made, its answer is lost", new AtWrite(3, true), COMMITTED),
        at("all writes are recorded", KillPoint.beforeConclusion(), COMMITTED));
  }

  @ParameterizedTest(quoteTextArguments = false)
  @MethodSource("recovery")
  @DisplayName("Killed again in the recovery of it: the next recovery comes to the same")
  void killedInRecovery(KillPoint point) {
    server.change();
    server.runAndKillAt(KillPoint.commit(3));
    server.startAndKillAt(point.place());
    server.startAgain();
    assertThat(server.faults(Optional.of(point.fate()))).isEmpty();
    assertThat(server.faultsOfNextRun()).isEmpty();
  }
}
