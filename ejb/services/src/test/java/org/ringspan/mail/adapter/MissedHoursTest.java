package org.ringspan.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.UserId;
import org.ringspan.mail.LetterKind;
import org.ringspan.record.CallId;
import org.ringspan.server.TestDatabase;

/** A robot that calls all night, on every product. */
@ParameterizedClass
@EnumSource(TestDatabase.Product.class)
class MissedHoursTest {
  private static final Instant NIGHT = Instant.parse("2026-11-30T02:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");

  private final TestDatabase database;
  private Connection connection;

  MissedHoursTest(TestDatabase.Product product) throws IOException, SQLException {
    this.database = product.open();
    this.connection = database.source().getConnection();
  }

  @BeforeEach
  void users() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("insert into organisation (id, domain) values (77, 'mail.test')");
      for (String user : List.of("701, 77, 'alice'", "702, 77, 'bob'")) {
        statement.execute(
            "insert into app_user (id, organisation_id, login, name, role, mobility)"
                + (" values (" + user + ", 'N', 'USER', true)"));
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    database.close();
  }

  private void missed(UserId user, int call, Instant at, int most) throws SQLException {
    new MissedHours(connection).missed(user, new CallId("call-" + call), at, PAUSE, most);
  }

  /** All letters, however long they are not due yet. */
  private List<WaitingLetter> letters(UserId user) throws SQLException {
    Instant late = NIGHT.plus(Duration.ofHours(20));
    return new OutboxTable(connection)
        .take(late, late, 1_000).stream().filter(letter -> letter.user().equals(user)).toList();
  }

  @Test
  @DisplayName(
      "60 calls in an hour: ten letters, the tenth says that it is the last, one tells of 50")
  void robot() throws SQLException {
    for (int i = 0; i < 60; i++) {
      missed(ALICE, i, NIGHT.plusSeconds(59L * i), 10);
    }
    missed(BOB, 0, NIGHT.plusSeconds(1), 10);
    List<WaitingLetter> letters = letters(ALICE);
    assertThat(letters).hasSize(11);
    assertThat(letters)
        .filteredOn(letter -> letter.kind() == LetterKind.MISSED_CALL)
        .hasSize(10)
        .filteredOn(letter -> letter.detail().equals(MissedHours.LAST))
        .singleElement()
        .satisfies(letter -> assertThat(letter.about()).isEqualTo("call-9"));
    WaitingLetter sum = letters.getLast();
    assertThat(sum.kind()).isEqualTo(LetterKind.MISSED_CALLS);
    assertThat(new MissedHours(connection).leftOut(ALICE, Instant.parse(sum.about())))
        .isEqualTo(50);
    assertThat(letters(BOB)).hasSize(1);
  }

  @Test
  @DisplayName("The sum is sent when the hour is over, and not before")
  void due() throws SQLException {
    for (int i = 0; i < 3; i++) {
      missed(ALICE, i, NIGHT.plusSeconds(i), 1);
    }
    Instant over = NIGHT.plus(MissedHours.HOUR);
    OutboxTable outbox = new OutboxTable(connection);
    assertThat(outbox.take(over.minusMillis(1), over.minusMillis(1), 10)).hasSize(1);
    assertThat(outbox.take(over, over, 10)).hasSize(2);
  }

  @Test
  @DisplayName(
      "With the next hour calls are told again; as many hours as there are have their sums")
  void nextHour() throws SQLException {
    for (int i = 0; i < 8 * 60; i++) {
      missed(ALICE, i, NIGHT.plus(Duration.ofMinutes(i)), 2);
    }
    List<WaitingLetter> letters = letters(ALICE);
    assertThat(letters).filteredOn(it -> it.kind() == LetterKind.MISSED_CALL).hasSize(16);
    assertThat(letters)
        .filteredOn(it -> it.kind() == LetterKind.MISSED_CALLS)
        .hasSize(8)
        .allSatisfy(
            it ->
                assertThat(new MissedHours(connection).leftOut(ALICE, Instant.parse(it.about())))
                    .isEqualTo(58));
  }

  @Test
  @DisplayName("A call that is told again doesn't count, nor does one for somebody who is gone")
  void again() throws SQLException {
    for (int i = 0; i < 5; i++) {
      missed(ALICE, 7, NIGHT.plusSeconds(i), 2);
      missed(new UserId("nobody"), i, NIGHT.plusSeconds(i), 2);
    }
    assertThat(letters(ALICE)).hasSize(1);
    assertThat(letters(new UserId("nobody"))).isEmpty();
    missed(ALICE, 8, NIGHT.plusSeconds(9), 2);
    assertThat(letters(ALICE)).hasSize(2);
  }

  @Test
  @DisplayName("What was counted is forgotten when nobody needs it any more")
  void forgotten() throws SQLException {
    missed(ALICE, 1, NIGHT, 1);
    missed(ALICE, 2, NIGHT, 1);
    MissedHours hours = new MissedHours(connection);
    assertThat(hours.forget(NIGHT)).isZero();
    assertThat(hours.leftOut(ALICE, NIGHT)).isEqualTo(1);
    assertThat(hours.forget(NIGHT.plusMillis(1))).isEqualTo(1);
    assertThat(hours.leftOut(ALICE, NIGHT)).isZero();
  }
}
