package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.AccessList;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.RingSchedule.Period;
import org.ringspan.identity.Account;
import org.ringspan.identity.HashAlgorithm;
import org.ringspan.identity.Role;
import org.ringspan.identity.adapter.AccountTable;
import org.ringspan.identity.adapter.PasswordHash;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.identity.adapter.SeedSecrets;
import org.ringspan.identity.adapter.StoredCredentials;
import org.ringspan.identity.adapter.StoredTrunkLogins;
import org.ringspan.server.DatabaseSchema;
import org.ringspan.server.TestDatabase;
import org.ringspan.trunk.Trunks;

/** A seed document goes through the tables into a snapshot, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.Product.class)
class SeededDatabaseTest {
  private final TestDatabase database;
  private final SecretBox box = new SecretBox(new SecretKeySpec(new byte[32], "AES"));

  @TempDir private Path folder;

  SeededDatabaseTest(TestDatabase.Product product) throws IOException {
    this.database = product.open();
  }

  @BeforeEach
  void seed() throws IOException {
    Path passwords =
        Files.writeString(
            folder.resolve("secrets"),
            "alice-desk=Zürich 1\nalice=s3cret\ncarrier-in=in-secret\ntrunk/carrier=out-s3cret\n");
    ConfigurationDocument document =
        SeedParser.parse(SeedTexts.COMPANY.getBytes(StandardCharsets.UTF_8));
    SeedSecrets secrets = SeedSecrets.read(Optional.of(passwords), "ringspan.test", box);
    database.transaction(
        tables -> {
          new DocumentWriting(tables, secrets).seed(document);
          new ConfigurationTables(tables).changed();
        });
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private ConfigurationSnapshot snapshot() {
    return database.inTransaction(tables -> new ConfigurationTables(tables).snapshot("unused"));
  }

  @Test
  @DisplayName("The snapshot holds what the document said")
  void snapshotOfSeed() {
    ConfigurationSnapshot snapshot = snapshot();

    assertThat(snapshot.version()).isEqualTo(1);
    assertThat(snapshot.domain()).isEqualTo("ringspan.test");
    var line = snapshot.line(new E164Number("+14085551234")).orElseThrow();
    assertThat(line.number()).isEqualTo(new DirectoryNumber("51234"));
    assertThat(line.devices())
        .containsExactly(new DeviceName("alice-desk"), new DeviceName("alice-laptop"));
    assertThat(line.forwardNoAnswerAfter()).isEqualTo(Duration.ofSeconds(20));
    assertThat(line.voicemail()).isTrue();
    assertThat(snapshot.device(new DeviceName("alice-laptop")).orElseThrow().lines())
        .containsExactly(new DirectoryNumber("51234"), new DirectoryNumber("51235"));
    assertThat(snapshot.defaultTrunk().orElseThrow().fixedPeers().getFirst().port())
        .isEqualTo(5070);
    assertThat(snapshot.voicemail().orElseThrow().pilot()).isEqualTo(new DirectoryNumber("59999"));
    assertThat(snapshot.user(new UserId("admin"))).isPresent();
  }

  @Test
  @DisplayName("Trunks, route groups and lists, and device pools come back as they were written")
  void trunks() {
    Trunks written = SeedParser.parse(SeedTexts.COMPANY.getBytes(StandardCharsets.UTF_8)).trunks();
    ConfigurationSnapshot snapshot = snapshot();
    Trunks read = snapshot.trunks();

    assertThat(read.inOrder()).isEqualTo(written.inOrder()).hasSize(4);
    assertThat(read.groups()).containsExactlyElementsOf(written.groups()).hasSize(2);
    assertThat(read.lists()).containsExactlyElementsOf(written.lists()).hasSize(1);
    assertThat(read.pools()).containsExactlyInAnyOrderElementsOf(written.pools()).hasSize(2);
    assertThat(snapshot.device(new DeviceName("alice-desk")).orElseThrow().pool())
        .contains(new DevicePoolName("munich"));
    assertThat(snapshot.device(new DeviceName("bob-desk")).orElseThrow().pool()).isEmpty();
  }

  @Test
  @DisplayName("The passwords of trunks lie sealed: the one they give and the one we give")
  void trunkPasswords() {
    StoredCredentials credentials = new StoredCredentials(box);
    credentials.replace(
        database.inTransaction(tables -> new ConfigurationTables(tables).sealedHashes()));
    StoredTrunkLogins logins = new StoredTrunkLogins(box);
    logins.replace(
        database.inTransaction(tables -> new ConfigurationTables(tables).sealedTrunkLogins()));

    // printf 'carrier-in:ringspan.test:in-secret' | md5sum
    assertThat(credentials.ha1(new DeviceName("carrier-in"), HashAlgorithm.MD5))
        .contains("73333c20f01857734b771860ba927841");
    assertThat(logins.password(new TrunkName("carrier"))).contains("out-s3cret");
    assertThat(logins.password(new TrunkName("pstn"))).isEmpty();
    var row =
        database.inTransaction(
            tables ->
                tables
                    .createQuery(
                        "select t from TrunkEntity t where t.name = 'carrier'", TrunkEntity.class)
                    .getSingleResult());
    assertThat(row.loginPassword).isNotNull().doesNotContain("out-s3cret");
  }

  @Test
  @DisplayName("A remote destination keeps its timers, access list and ring schedule")
  void remoteDestination() {
    var destination =
        snapshot().user(new UserId("alice")).orElseThrow().remoteDestinations().getFirst();

    assertThat(destination.timers().delayBeforeRinging()).isEqualTo(Duration.ofMillis(4000));
    assertThat(destination.timers().answerTooLate()).isEqualTo(Duration.ofMillis(19000));
    assertThat(destination.accessList())
        .contains(
            new AccessList(
                AccessList.Kind.BLOCKED,
                Set.of(
                    new AccessList.NumberMask("+14085550666"),
                    new AccessList.NotAvailable(),
                    new AccessList.Private())));
    var schedule = destination.ringSchedule().orElseThrow();
    assertThat(schedule.periods())
        .containsExactly(
            new Period(Set.of(DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.of(18, 30)),
            new Period(
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                LocalTime.of(22, 0),
                LocalTime.MIDNIGHT));
    // 2026-11-23 is a Monday; 17:00 in Los Angeles is 01:00 UTC of the next day.
    assertThat(schedule.ringsAt(Instant.parse("2026-11-24T01:00:00Z"))).isTrue();
    assertThat(schedule.ringsAt(Instant.parse("2026-11-23T01:00:00Z"))).isFalse();
  }

  @Test
  @DisplayName("The password of a device lies sealed in its row and opens to RFC 7616's HA1")
  void passwords() {
    StoredCredentials credentials = new StoredCredentials(box);
    credentials.replace(
        database.inTransaction(tables -> new ConfigurationTables(tables).sealedHashes()));

    // printf 'alice-desk:ringspan.test:Zürich 1' | md5sum (and sha256sum)
    assertThat(credentials.ha1(new DeviceName("alice-desk"), HashAlgorithm.MD5))
        .contains("e694c7c57afc1626303454821ce524a6");
    assertThat(credentials.ha1(new DeviceName("alice-desk"), HashAlgorithm.SHA256))
        .contains("1f5c8b2632ea8a20154e368684c469622649e0d63e2badc5aabe0be10ac1f956");
    assertThat(credentials.ha1(new DeviceName("alice-laptop"), HashAlgorithm.MD5)).isEmpty();
    assertThat(credentials.ha1(new DeviceName("nobody"), HashAlgorithm.MD5)).isEmpty();
    var device =
        database.inTransaction(
            tables ->
                tables
                    .createQuery(
                        "select d from DeviceEntity d where d.name = 'alice-desk'",
                        DeviceEntity.class)
                    .getSingleResult());
    assertThat(device.ha1Md5)
        .doesNotContain("e694c7c57afc1626303454821ce524a6")
        .isNotEqualTo(device.ha1Sha256);
  }

  @Test
  @DisplayName("A user's password is kept as a salted PBKDF2 hash, which logs the user in")
  void userPassword() throws Exception {
    try (Connection connection = database.source().getConnection()) {
      AccountTable accounts = new AccountTable(connection);
      AccountTable.Protected alice = accounts.withPassword("alice").orElseThrow();

      assertThat(alice.account())
          .isEqualTo(new Account(new UserId("alice"), "Alice Adams", Role.USER));
      assertThat(alice.password().isOf("s3cret")).isTrue();
      assertThat(alice.password().isOf("s3cret ")).isFalse();
      assertThat(accounts.withPassword("bob")).isEmpty();
      assertThat(accounts.enabled("bob")).isPresent();
      assertThat(accounts.withPassword("nobody")).isEmpty();
      connection.createStatement().execute("update app_user set enabled = false");
      assertThat(accounts.withPassword("alice")).isEmpty();
      assertThat(accounts.enabled("bob")).isEmpty();
    }
  }

  @Test
  @DisplayName("A user's PIN is kept as a salted PBKDF2 hash of its own")
  void userPin() throws Exception {
    try (Connection connection = database.source().getConnection()) {
      AccountTable accounts = new AccountTable(connection);
      assertThat(accounts.pinOf("alice")).isEmpty();
      database.transaction(
          tables ->
              tables
                  .createQuery(
                      "select u from UserEntity u where u.login = 'alice'", UserEntity.class)
                  .getSingleResult()
                  .pin(PasswordHash.of("27182")));

      PasswordHash pin = accounts.pinOf("alice").orElseThrow();
      assertThat(pin.isOf("27182")).isTrue();
      assertThat(pin.isOf("27183")).isFalse();
      assertThat(pin.hash()).doesNotContain("27182");
      assertThat(accounts.withPassword("alice").orElseThrow().password().isOf("27182")).isFalse();
      assertThat(accounts.pinOf("bob")).isEmpty();
      connection.createStatement().execute("update app_user set enabled = false");
      assertThat(accounts.pinOf("alice")).isEmpty();
    }
  }

  @Test
  @DisplayName("Every change is counted")
  void version() {
    database.transaction(tables -> new ConfigurationTables(tables).changed());

    assertThat(snapshot().version()).isEqualTo(2);
  }

  @Test
  @DisplayName("Migrating again does nothing")
  void migratedTwice() {
    DatabaseSchema.migrate(database.source());

    assertThat(snapshot().version()).isEqualTo(1);
  }

  @Test
  @DisplayName("A second organisation of the same domain is refused by the database itself")
  void seededTwice() throws IOException {
    ConfigurationDocument document =
        SeedParser.parse(SeedTexts.COMPANY.getBytes(StandardCharsets.UTF_8));
    SeedSecrets secrets = SeedSecrets.read(Optional.empty(), "ringspan.test", box);

    assertThatThrownBy(
            () ->
                database.transaction(tables -> new DocumentWriting(tables, secrets).seed(document)))
        .hasStackTraceContaining("organisation");
    assertThat(snapshot().version()).isEqualTo(1);
  }
}
