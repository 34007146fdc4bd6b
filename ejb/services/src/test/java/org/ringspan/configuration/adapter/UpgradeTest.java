package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationLinter;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.ForwardCondition;
import org.ringspan.configuration.Voicemail;
import org.ringspan.identity.adapter.SealedHashes;
import org.ringspan.server.TestDatabase;

/**
 * What older versions have stored is there after the migrations of this one, on every database. The
 * mapping is checked against the tables when the database is opened.
 */
@ParameterizedClass(name = "{0}, from {1}")
@MethodSource("upgrades")
class UpgradeTest {
  private static final UserId ALICE = new UserId("alice");
  private static final DeviceName DESK = new DeviceName("alice-desk");

  private final TestDatabase database;
  private final String version;

  UpgradeTest(TestDatabase.Product product, String version) throws IOException, SQLException {
    this.version = version;
    this.database = product.upgraded(version, stored(version));
  }

  static Stream<Arguments> upgrades() {
    return Arrays.stream(TestDatabase.Product.values())
        .flatMap(product -> Stream.of("3", "14").map(from -> Arguments.of(product, from)));
  }

  private static String stored(String version) throws IOException {
    try (InputStream script =
        UpgradeTest.class.getResourceAsStream("/org/ringspan/upgrade/V" + version + ".sql")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  private ConfigurationSnapshot snapshot() {
    return database.inTransaction(tables -> new ConfigurationTables(tables).snapshot("unused"));
  }

  @Test
  @DisplayName("The configuration means what it meant, and the linter finds no error in it")
  void configuration() {
    ConfigurationSnapshot snapshot = snapshot();

    assertThat(snapshot.version()).isEqualTo(7);
    assertThat(snapshot.domain()).isEqualTo("ringspan.test");
    var line = snapshot.line(new E164Number("+14085551234")).orElseThrow();
    assertThat(line.number()).isEqualTo(new DirectoryNumber("51234"));
    assertThat(line.devices()).containsExactly(DESK);
    assertThat(line.voicemail()).isTrue();
    assertThat(snapshot.line(new DirectoryNumber("51235")).orElseThrow().forwardNoAnswerAfter())
        .isEqualTo(Duration.ofSeconds(15));
    var mobile = snapshot.user(ALICE).orElseThrow().remoteDestinations().getFirst();
    assertThat(mobile.timers().delayBeforeRinging()).isEqualTo(Duration.ofSeconds(4));
    assertThat(mobile.accessList()).isPresent();
    assertThat(mobile.ringSchedule()).isPresent();
    assertThat(snapshot.trunk(new TrunkName("pstn")).orElseThrow().fixedPeers().getFirst().port())
        .isEqualTo(5070);
    assertThat(snapshot.trunk(new TrunkName("secure"))).isPresent();
    assertThat(snapshot.voicemail().flatMap(Voicemail::outside).orElseThrow().trunk())
        .isEqualTo(new TrunkName("pstn"));
    assertThat(ConfigurationLinter.quickFindings(snapshot))
        .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
  }

  @Test
  @DisplayName("Users of the first version ring as they did; what came later is kept")
  void reach() {
    var profile = snapshot().user(ALICE).orElseThrow().profile().orElseThrow();

    if (version.equals("3")) {
      assertThat(profile.lines()).isEmpty();
      assertThat(
              snapshot()
                  .line(new DirectoryNumber("51234"))
                  .orElseThrow()
                  .forwarding()
                  .target(ForwardCondition.ALL))
          .isEmpty();
    } else {
      assertThat(profile.lines().orElseThrow()).containsExactly(new DirectoryNumber("51234"));
      assertThat(
              snapshot()
                  .line(new DirectoryNumber("51235"))
                  .orElseThrow()
                  .forwarding()
                  .target(ForwardCondition.ALL))
          .isPresent();
      assertThat(snapshot().reach().callsPerUser()).isEqualTo(3);
      assertThat(snapshot().trunks().groups()).hasSize(1);
      assertThat(snapshot().trunks().lists()).hasSize(1);
    }
  }

  @Test
  @DisplayName("Sealed passwords, registrations and records are as they were")
  void data() throws SQLException {
    var hashes =
        database.inTransaction(tables -> new ConfigurationTables(tables).sealedHashes()).get(DESK);
    assertThat(hashes)
        .isEqualTo(new SealedHashes(Optional.of("sealed-md5"), Optional.of("sealed-sha256")));
    assertThat(texts("select contact from registration_binding"))
        .containsExactly("<sip:alice-desk@127.0.0.3:5062>");
    assertThat(texts("select answered_by from call_record where outcome = 'ANSWERED'"))
        .containsExactly("alice-desk");
    assertThat(texts("select call_id from call_record where outcome is null"))
        .containsExactly("open-call");
    assertThat(texts("select target from call_record_leg order by position"))
        .containsExactly("alice-desk", "+14085557890");
    assertThat(texts("select calls from call_sum where outcome = 'ANSWERED' and place = 'DEVICE'"))
        .containsExactly("1");
  }

  @Test
  @DisplayName("The next change counts on from there")
  void goesOn() {
    database.transaction(tables -> new ConfigurationTables(tables).changed());

    assertThat(snapshot().version()).isEqualTo(8);
  }

  private Stream<String> texts(String query) throws SQLException {
    Stream.Builder<String> texts = Stream.builder();
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts.build();
  }
}
