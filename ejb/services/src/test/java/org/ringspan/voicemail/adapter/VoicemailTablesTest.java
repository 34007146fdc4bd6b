package org.ringspan.voicemail.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.UserId;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.server.TestDatabase;
import org.ringspan.voicemail.MailboxUse;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.TelephoneAudio;
import org.ringspan.voicemail.VoiceMessage;
import org.ringspan.voicemail.boundary.MailboxCount;
import org.ringspan.voicemail.boundary.MailboxPage;
import org.ringspan.voicemail.boundary.Sound;

/** Mailboxes on every product. */
class VoicemailTablesTest {
  private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final UserId NOBODY = new UserId("nobody");
  private static final Sender MOTHER = new Sender(Optional.of("+12125550100"), "Mother");

  private static final Map<TestDatabase.Product, TestDatabase> DATABASES =
      new EnumMap<>(TestDatabase.Product.class);

  private final SecretBox box = box(1);

  private static SecretBox box(int seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return new SecretBox(new SecretKeySpec(key, "AES"));
  }

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
        statement.execute("delete from voice_message");
        statement.execute("delete from voice_greeting");
      }
    }
  }

  private static Connection connection(TestDatabase.Product product) throws SQLException {
    return Objects.requireNonNull(DATABASES.get(product)).source().getConnection();
  }

  private static TelephoneAudio audio(int samples) {
    byte[] ulaw = new byte[samples];
    new Random(samples).nextBytes(ulaw);
    return new TelephoneAudio(ulaw);
  }

  private static MessageId add(VoiceMessageTable table, UserId owner, Instant at, int samples)
      throws SQLException {
    return table.add(table.lock(owner).orElseThrow(), at, MOTHER, audio(samples), Optional.empty());
  }

  private static int count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getInt(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A message is its owner's, as it was left, and counted")
  void message(TestDatabase.Product product) throws Exception {
    try (Connection connection = connection(product)) {
      VoiceMessageTable table = new VoiceMessageTable(connection, box);
      MessageId id = add(table, ALICE, AT, 20_000);

      assertThat(table.message(ALICE, id))
          .contains(new VoiceMessage(id, ALICE, AT, MOTHER, Duration.ofMillis(2_500), false));
      assertThat(table.message(BOB, id)).isEmpty();
      assertThat(table.samples(BOB, id)).isEmpty();
      assertThat(table.part(id, 0, table.samples(ALICE, id).orElseThrow()))
          .isEqualTo(audio(20_000).ulaw(0, 20_000));
      assertThat(table.use(ALICE)).isEqualTo(new MailboxUse(1, 0, Duration.ofMillis(2_500)));
      assertThat(table.use(BOB)).isEqualTo(MailboxUse.EMPTY);
      assertThat(table.lock(NOBODY)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Pages of new, saved and all messages, the newest first, each once")
  void pages(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product)) {
      VoiceMessageTable table = new VoiceMessageTable(connection, box);
      List<MessageId> ids = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        ids.addFirst(add(table, ALICE, AT.plusSeconds(i), 8_000));
        add(table, BOB, AT.plusSeconds(i), 8_000);
      }
      table.mark(ALICE, ids.get(1), true);
      table.mark(ALICE, ids.get(4), true);

      assertThat(all(table, Optional.empty())).isEqualTo(ids);
      assertThat(all(table, Optional.of(true))).containsExactly(ids.get(1), ids.get(4));
      assertThat(all(table, Optional.of(false))).hasSize(5).doesNotContain(ids.get(1));
      assertThat(table.use(ALICE)).isEqualTo(new MailboxUse(5, 2, Duration.ofSeconds(7)));
      assertThat(table.counts("", 10))
          .containsExactly(
              new MailboxCount(ALICE, new MailboxUse(5, 2, Duration.ofSeconds(7))),
              new MailboxCount(BOB, new MailboxUse(7, 0, Duration.ofSeconds(7))));
      assertThat(table.counts("alice", 10)).extracting(MailboxCount::owner).containsExactly(BOB);
    }
  }

  private static List<MessageId> all(VoiceMessageTable table, Optional<Boolean> saved)
      throws SQLException {
    List<MessageId> ids = new ArrayList<>();
    Optional<MessageId> next = Optional.empty();
    do {
      MailboxPage page = table.page(ALICE, saved, next, 2);
      page.messages().forEach(message -> ids.add(message.id()));
      next = page.next();
    } while (next.isPresent());
    return ids;
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Nobody changes what is another's; a deletion is taken back within its time")
  void changes(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product)) {
      VoiceMessageTable table = new VoiceMessageTable(connection, box);
      MessageId id = add(table, ALICE, AT, 8_000);

      assertThat(table.mark(BOB, id, true)).isFalse();
      assertThat(table.delete(BOB, id, AT)).isFalse();
      assertThat(table.delete(ALICE, id, AT)).isTrue();
      assertThat(table.delete(ALICE, id, AT)).isFalse();
      assertThat(table.mark(ALICE, id, true)).isFalse();
      assertThat(table.message(ALICE, id)).isEmpty();
      assertThat(table.use(ALICE)).isEqualTo(MailboxUse.EMPTY);
      assertThat(table.restore(BOB, id, AT.minusSeconds(1))).isFalse();
      assertThat(table.restore(ALICE, id, AT.plusSeconds(1))).isFalse();
      assertThat(table.restore(ALICE, id, AT)).isTrue();
      assertThat(table.message(ALICE, id)).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Old messages and deleted ones go for good with their sound, some at a time")
  void purge(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product)) {
      VoiceMessageTable table = new VoiceMessageTable(connection, box);
      MessageId old = add(table, ALICE, AT, 8_000);
      MessageId deleted = add(table, ALICE, AT.plusSeconds(100), 8_000);
      MessageId kept = add(table, ALICE, AT.plusSeconds(100), 8_000);
      table.delete(ALICE, deleted, AT.plusSeconds(200));

      assertThat(table.purge(AT, Optional.empty(), 10)).isZero();
      Instant all = AT.plusSeconds(300);
      assertThat(table.purge(all, Optional.of(AT.plusSeconds(1)), 1)).isEqualTo(1);
      assertThat(table.purge(all, Optional.of(AT.plusSeconds(1)), 10)).isEqualTo(1);
      assertThat(table.message(ALICE, old)).isEmpty();
      assertThat(table.restore(ALICE, deleted, AT)).isFalse();
      assertThat(table.message(ALICE, kept)).isPresent();
      assertThat(count(connection, "voice_message_audio")).isEqualTo(1);
      assertThat(table.empty(ALICE)).isEqualTo(1);
      assertThat(count(connection, "voice_message_audio")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Every range of a long message's file is that of the whole file")
  void ranges(TestDatabase.Product product) throws Exception {
    int samples = 2 * Sound.PART + 5;
    byte[] whole = audio(samples).wav();
    try (Connection connection = connection(product)) {
      VoiceMessageTable table = new VoiceMessageTable(connection, box);
      MessageId id = add(table, ALICE, AT, samples);
      assertThat(count(connection, "voice_message_audio")).isEqualTo(3);
      Sound sound = new Sound("t", samples, part -> opened(table, id, part, samples));

      assertThat(sound.size()).isEqualTo(whole.length);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      sound.writeTo(all);
      assertThat(all.toByteArray()).isEqualTo(whole);
      Random random = new Random(9110);
      for (int i = 0; i < 60; i++) {
        int from = random.nextInt(whole.length + 1);
        int to =
            i % 2 == 0
                ? from + random.nextInt(Math.min(60, whole.length - from + 1))
                : whole.length;
        ByteArrayOutputStream some = new ByteArrayOutputStream();
        sound.writeTo(some, from, to);
        assertThat(some.toByteArray()).isEqualTo(Arrays.copyOfRange(whole, from, to));
      }
    }
  }

  private static byte[] opened(VoiceMessageTable table, MessageId id, int part, int samples) {
    try {
      return table.part(id, part, samples);
    } catch (SQLException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("What is on the disk is sealed, and opens at its place only")
  void sealed(TestDatabase.Product product) throws Exception {
    byte[] silence = new byte[2 * Sound.PART];
    Arrays.fill(silence, (byte) 0xff);
    try (Connection connection = connection(product)) {
      VoiceMessageTable table = new VoiceMessageTable(connection, box);
      long alice = table.lock(ALICE).orElseThrow();
      MessageId one = table.add(alice, AT, MOTHER, new TelephoneAudio(silence), Optional.empty());
      MessageId other = table.add(alice, AT, MOTHER, new TelephoneAudio(silence), Optional.empty());
      assertThat(table.part(one, 1, silence.length)).containsOnly(0xff);

      try (PreparedStatement select =
              connection.prepareStatement("select sealed from voice_message_audio");
          ResultSet row = select.executeQuery()) {
        while (row.next()) {
          int[] seen = new int[256];
          for (byte octet : row.getBytes(1)) {
            seen[octet & 0xff]++;
          }
          assertThat(Arrays.stream(seen).max().orElseThrow()).isLessThan(500);
        }
      }
      refused(() -> table.part(one, 1, silence.length - 1));
      refused(() -> table.part(one, 2, silence.length));
      refused(() -> new VoiceMessageTable(connection, box(2)).part(one, 0, silence.length));
      try (Statement statement = connection.createStatement()) {
        // Another message's part, and the parts of one exchanged.
        statement.execute(
            "update voice_message_audio set sealed = (select s.sealed from voice_message_audio s"
                + (" where s.part = 0 and s.message_id = " + other)
                + (") where part = 0 and message_id = " + one));
        statement.execute(
            "delete from voice_message_audio where part = 0 and message_id = " + other);
        statement.execute("update voice_message_audio set part = 0 where message_id = " + other);
      }
      refused(() -> table.part(one, 0, silence.length));
      refused(() -> table.part(other, 0, silence.length));
    }
  }

  private interface Opening {
    byte[] open() throws SQLException, GeneralSecurityException;
  }

  private static void refused(Opening opening) {
    assertThatExceptionOfType(GeneralSecurityException.class).isThrownBy(opening::open);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A message that wasn't committed isn't there, nor any part of it")
  void whole(TestDatabase.Product product) throws SQLException {
    try (Connection connection = connection(product)) {
      connection.setAutoCommit(false);
      add(new VoiceMessageTable(connection, box), ALICE, AT, 3 * Sound.PART);
      connection.rollback();
      assertThat(count(connection, "voice_message")).isZero();
      assertThat(count(connection, "voice_message_audio")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A greeting takes the place of the one before, which nothing opens any more")
  void greeting(TestDatabase.Product product) throws Exception {
    try (Connection connection = connection(product)) {
      GreetingTable table = new GreetingTable(connection, box);
      long alice = new VoiceMessageTable(connection, box).lock(ALICE).orElseThrow();
      assertThat(table.greeting(ALICE)).isEmpty();
      table.replace(ALICE, alice, audio(70_000), AT);
      GreetingTable.Greeting first = table.greeting(ALICE).orElseThrow();
      // In the same millisecond.
      table.replace(ALICE, alice, audio(9_000), AT);
      GreetingTable.Greeting second = table.greeting(ALICE).orElseThrow();

      assertThat(second.version()).isGreaterThan(first.version());
      assertThat(table.part(second, 0)).isEqualTo(audio(9_000).ulaw(0, 9_000));
      refused(() -> table.part(first, 0));
      refused(() -> table.part(first, 1));
      assertThat(table.greeting(BOB)).isEmpty();
      assertThat(table.delete(BOB)).isFalse();
      assertThat(table.delete(ALICE)).isTrue();
      assertThat(count(connection, "voice_greeting_audio")).isZero();
    }
  }
}
