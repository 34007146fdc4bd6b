package org.ringspan.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.identity.Actor;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.secret.adapter.SecretTable;
import org.ringspan.secret.boundary.Secrets;
import org.ringspan.server.TestDatabase;

/** D20: secrets are sealed at rest, put in and never shown. */
class SecretsTest {
  private static final Instant AT = Instant.parse("2026-11-30T10:00:00Z");
  private static final String PLANTED = "Plänted-s3cret";
  private static final Actor ADMIN = new Actor("admin", Optional.of("192.0.2.1"));
  private static final SecretName NAME = SecretName.DIRECTORY_PASSWORD;

  /** Keeps what it is told. */
  private static final class Trail extends AuditTrail {
    final List<AuditEntry> entries = new ArrayList<>();

    @Override
    public long add(AuditEntry entry) {
      entries.add(entry);
      return entries.size();
    }
  }

  private final Trail trail = new Trail();

  private static SecretBox box(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    return new SecretBox(new SecretKeySpec(key, "AES"));
  }

  private Secrets secrets(EntityManager tables, SecretBox box) {
    return new Secrets(new SecretTable(tables), box, trail, Clock.fixed(AT, ZoneOffset.UTC));
  }

  private <T> T ask(TestDatabase database, int key, Function<Secrets, T> question) {
    return database.inTransaction(tables -> question.apply(secrets(tables, box(key))));
  }

  private void put(TestDatabase database, String value) {
    var unused =
        ask(
            database,
            1,
            secrets -> {
              secrets.put(ADMIN, NAME, value);
              return true;
            });
  }

  @AfterEach
  void forget() {
    System.clearProperty(NAME.property());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "A secret is sealed in its table and noted without itself; only its own key opens it")
  void sealed(TestDatabase.Product product) throws IOException, SQLException {
    try (TestDatabase database = product.open()) {
      put(database, PLANTED);

      Optional<String> revealed = ask(database, 1, secrets -> secrets.reveal(NAME));
      assertThat(revealed).contains(PLANTED);
      assertThat(stored(database)).doesNotContain("s3cret");
      assertThat(trail.entries).hasSize(1);
      assertThat(trail.entries.toString()).contains("directory-password").doesNotContain("s3cret");
      Optional<String> withAnotherKey = ask(database, 2, secrets -> secrets.reveal(NAME));
      assertThat(withAnotherKey).isEmpty();
      List<SecretState> states = ask(database, 2, Secrets::states);
      assertThat(states.getFirst().readable()).isFalse();
      assertThat(states.toString()).doesNotContain("s3cret");

      put(database, "another");
      Optional<String> changed = ask(database, 1, secrets -> secrets.reveal(NAME));
      assertThat(changed).contains("another");
      boolean removed = ask(database, 1, secrets -> secrets.remove(ADMIN, NAME));
      assertThat(removed).isTrue();
      boolean again = ask(database, 1, secrets -> secrets.remove(ADMIN, NAME));
      assertThat(again).isFalse();
      assertThat(trail.entries)
          .extracting(AuditEntry::action)
          .containsExactly("CREATE", "REPLACE", "DELETE");
    }
  }

  private static String stored(TestDatabase database) throws SQLException {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select sealed from secret")) {
      row.next();
      return new String(row.getBytes(1), StandardCharsets.UTF_8);
    }
  }

  @Test
  @DisplayName("What stands in the settings file is taken into the store once, and never over it")
  void adopted() throws IOException {
    try (TestDatabase database = TestDatabase.Product.H2.open()) {
      System.setProperty(NAME.property(), "from-the-file");
      adopt(database);
      System.clearProperty(NAME.property());
      Optional<String> kept = ask(database, 1, secrets -> secrets.reveal(NAME));
      assertThat(kept).contains("from-the-file");

      put(database, "by-hand");
      System.setProperty(NAME.property(), "from-the-file");
      adopt(database);
      Optional<String> still = ask(database, 1, secrets -> secrets.reveal(NAME));
      assertThat(still).contains("by-hand");
      List<SecretState> states = ask(database, 1, Secrets::states);
      assertThat(states.getFirst().inSettings()).isTrue();
      assertThat(states.getLast().kept()).isEmpty();
    }
  }

  private void adopt(TestDatabase database) {
    var unused =
        ask(
            database,
            1,
            secrets -> {
              secrets.adopt();
              return true;
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines", "bell\u0007"})
  @DisplayName("What can't be a password is refused, without telling it")
  void refused(String value) throws IOException {
    try (TestDatabase database = TestDatabase.Product.H2.open()) {
      assertThatExceptionOfType(ConfigurationRefused.class)
          .isThrownBy(() -> put(database, value))
          .withMessageContaining("/value")
          .withMessageNotContaining("lines");
      assertThatExceptionOfType(ConfigurationRefused.class)
          .isThrownBy(() -> put(database, "x".repeat(Secrets.LONGEST + 1)));
    }
  }

  @Test
  @DisplayName("Each secret has one name in addresses")
  void names() {
    for (SecretName name : SecretName.values()) {
      assertThat(SecretName.of(name.written())).contains(name);
    }
    assertThat(SecretName.of("DIRECTORY_PASSWORD")).isEmpty();
  }
}
