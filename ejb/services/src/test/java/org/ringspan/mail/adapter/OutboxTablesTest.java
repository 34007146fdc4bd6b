package org.ringspan.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.UserId;
import org.ringspan.mail.LetterKind;
import org.ringspan.mail.boundary.QueuedLetter;
import org.ringspan.record.CallId;
import org.ringspan.server.TestDatabase;

/** The outbox on every product. */
class OutboxTablesTest {
  private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");

  private static final Map<TestDatabase.Product, TestDatabase> DATABASES =
      new EnumMap<>(TestDatabase.Product.class);

  @BeforeAll
  static void users() throws IOException, SQLException {
    for (TestDatabase.Product product : TestDatabase.Product.values()) {
      TestDatabase database = product.open();
      DATABASES.put(product, database);
      try (Connection connection = database.source().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("insert into organisation (id, domain) values (77, 'mail.test')");
        for (String user : List.of("701, 77, 'alice'", "702, 77, 'bob'")) {
          statement.execute(
              "insert into app_user (id, organisation_id, login, name, role, mobility)"
                  + (" values (" + user + ", 'N', 'USER', true)"));
        }
      }
    }
  }

  @AfterAll
  static void close() throws Exception {
    for (TestDatabase database : DATABASES.values()) {
      database.close();
    }
  }

  @AfterEach
  void empty() throws SQLException {
    for (TestDatabase database : DATABASES.values()) {
      try (Connection connection = database.source().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("delete from mail_letter");
        statement.execute("delete from voice_message");
        statement.execute("delete from call_record");
      }
    }
  }

  private static Connection connection(TestDatabase.Product product) throws SQLException {
    return Objects.requireNonNull(DATABASES.get(product)).source().getConnection();
  }

  private static boolean add(OutboxTable table, UserId user, String about) throws SQLException {
    return table.add(LetterKind.NEW_MESSAGE, user, about, "", NOW, NOW);
  }

  private static List<WaitingLetter> take(OutboxTable table, Instant now) throws SQLException {
    return table.take(now, now.plus(LEASE), 20);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A letter about one thing is there once, and only for users")
  void once(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product)) {
      OutboxTable table = new OutboxTable(connection);
      assertThat(add(table, ALICE, "1")).isTrue();
      assertThat(add(table, ALICE, "1")).isFalse();
      assertThat(add(table, BOB, "1")).isTrue();
      assertThat(table.add(LetterKind.MISSED_CALL, ALICE, "1", "d", NOW, NOW)).isTrue();
      assertThat(add(table, new UserId("nobody"), "1")).isFalse();
      assertThat(table.counts()).isEqualTo(new OutboxTable.Counts(3, 0, Optional.of(NOW)));
      WaitingLetter first = take(table, NOW).getFirst();
      assertThat(first.user()).isEqualTo(ALICE);
      assertThat(first.until()).isEqualTo(NOW.plus(Duration.ofDays(1)));
      assertThat(first.messageId()).hasSize(36);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Who takes a letter has it alone until the lease ends; it keeps its Message-ID")
  void lease(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product)) {
      OutboxTable table = new OutboxTable(connection);
      add(table, ALICE, "1");
      table.add(LetterKind.MISSED_CALL, ALICE, "later", "", NOW, NOW.plusSeconds(15));
      List<WaitingLetter> taken = take(table, NOW);
      assertThat(taken).extracting(WaitingLetter::about).containsExactly("1");
      assertThat(take(table, NOW.plusSeconds(14))).isEmpty();
      assertThat(take(table, NOW.plus(LEASE).minusMillis(1)))
          .extracting(WaitingLetter::about)
          .containsExactly("later");
      assertThat(take(table, NOW.plus(LEASE))).isEqualTo(taken);
      table.giveBack(taken.getFirst().id());
      assertThat(take(table, NOW.plus(LEASE))).isEqualTo(taken);
      assertThat(table.remove(taken.getFirst().id())).isTrue();
      assertThat(table.remove(taken.getFirst().id())).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Two servers that take at once never have the same letter")
  void twoServers(TestDatabase.Product product) throws Exception {
    try (Connection connection = connection(product)) {
      OutboxTable table = new OutboxTable(connection);
      for (int i = 0; i < 60; i++) {
        add(table, ALICE, "m" + i);
      }
    }
    CyclicBarrier together = new CyclicBarrier(2);
    ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
    Runnable server =
        () -> {
          try (Connection connection = connection(product)) {
            together.await();
            for (int i = 0; i < 6; i++) {
              connection.setAutoCommit(false);
              new OutboxTable(connection)
                  .take(NOW, NOW.plus(LEASE), 10)
                  .forEach(letter -> taken.add(letter.id()));
              connection.commit();
            }
          } catch (Exception e) {
            failures.add(e);
          }
        };
    Thread one = Thread.ofPlatform().start(server);
    Thread two = Thread.ofPlatform().start(server);
    one.join();
    two.join();
    assertThat(failures).isEmpty();
    assertThat(taken).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(60 - 10);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "A failed letter is due later; what is given up waits no more, but can be tried again")
  void failures(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product)) {
      OutboxTable table = new OutboxTable(connection);
      add(table, ALICE, "1");
      long id = take(table, NOW).getFirst().id();
      table.later(id, NOW.plusSeconds(60), "x".repeat(1_000));
      assertThat(take(table, NOW.plusSeconds(59))).isEmpty();
      WaitingLetter again = take(table, NOW.plusSeconds(60)).getFirst();
      assertThat(again.attempts()).isEqualTo(1);
      assertThat(again.withoutRecording()).isFalse();
      table.withoutRecording(id, "552");
      assertThat(take(table, NOW.plusSeconds(60)).getFirst().withoutRecording()).isTrue();
      table.giveUp(id, "550 nobody");
      assertThat(take(table, NOW.plus(Duration.ofHours(2)))).isEmpty();
      QueuedLetter shown = table.page(0, 10).getFirst();
      assertThat(shown.givenUp()).isTrue();
      assertThat(shown.fault()).contains("550 nobody");
      assertThat(shown.attempts()).isEqualTo(3);
      assertThat(table.counts()).isEqualTo(new OutboxTable.Counts(0, 1, Optional.empty()));
      Instant nextDay = NOW.plus(Duration.ofDays(2));
      assertThat(table.retry(id, nextDay)).isTrue();
      WaitingLetter mended = take(table, nextDay).getFirst();
      assertThat(mended.attempts()).isZero();
      assertThat(mended.until()).isEqualTo(nextDay.plus(Duration.ofDays(1)));
      // It is being sent.
      assertThat(table.retry(id, nextDay)).isFalse();
      assertThat(table.retryAll(nextDay)).isZero();
      assertThat(table.retry(id + 1, nextDay)).isFalse();
      assertThat(table.page(id, 10)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("What was given up long ago is deleted, what waits isn't")
  void forget(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product)) {
      OutboxTable table = new OutboxTable(connection);
      add(table, ALICE, "1");
      add(table, ALICE, "2");
      table.giveUp(take(table, NOW).getFirst().id(), "550");
      assertThat(table.forget(NOW.plus(Duration.ofDays(1)))).isZero();
      assertThat(table.forget(NOW.plus(Duration.ofDays(9)))).isEqualTo(1);
      assertThat(table.page(0, 10)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("What rolls back takes its letter along, and a user who goes, too")
  void transaction(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      OutboxTable table = new OutboxTable(connection);
      add(table, ALICE, "1");
      connection.rollback();
      assertThat(table.page(0, 10)).isEmpty();
      add(table, BOB, "1");
      statement.execute("delete from app_user where login = 'bob'");
      assertThat(table.page(0, 10)).isEmpty();
      connection.rollback();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A missed call is told from its record, unless a message was left in it")
  void missedCalls(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into call_record (id, call_id, node, run, started_at, called, user_login,"
              + " caller_name, caller, caller_private, calling_login) values"
              + " (1, 'c-1', 'n', 1, timestamp with time zone '2026-11-30 10:00:00+00:00',"
              + " '51234', 'alice', 'Mother', '+1212', true, null),"
              + " (2, 'c-2', 'n', 1, null, null, null, null, null, null, null)");
      statement.execute(
          "insert into voice_message (id, user_id, left_at, caller_name, samples, saved, call_id)"
              + " values (1, 701, timestamp with time zone '2026-11-30 10:00:00+00:00', '', 1,"
              + " false, 'c-1')");
      MissedCallTable table = new MissedCallTable(connection);
      CallId one = new CallId("c-1");
      CallId two = new CallId("c-2");
      assertThat(table.ended(List.of(one, two)))
          .containsExactly(new MissedCallTable.Ended(one, Optional.empty(), ALICE));
      assertThat(table.told(one))
          .contains(
              new MissedCallTable.Told(
                  NOW, Optional.empty(), Optional.of("+1212"), "Mother", true, "51234"));
      assertThat(table.told(two)).isEmpty();
      assertThat(table.isMessageLeft(ALICE, one)).isTrue();
      assertThat(table.isMessageLeft(BOB, one)).isFalse();
      assertThat(table.isMessageLeft(ALICE, two)).isFalse();
    }
  }
}
