package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.identity.adapter.SeedSecrets;
import org.ringspan.server.TestDatabase;

/** What is configured of reach goes through the tables into a snapshot, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.Product.class)
class SeededReachTest {
  private final TestDatabase database;

  SeededReachTest(TestDatabase.Product product) throws IOException {
    this.database = product.open();
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private ConfigurationSnapshot throughTheTables(ConfigurationDocument document)
      throws IOException {
    SecretBox box = new SecretBox(new SecretKeySpec(new byte[32], "AES"));
    SeedSecrets secrets = SeedSecrets.read(Optional.empty(), "ringspan.test", box);
    database.transaction(tables -> new DocumentWriting(tables, secrets).seed(document));
    return database.inTransaction(tables -> new ConfigurationTables(tables).snapshot("unused"));
  }

  @Test
  @DisplayName("Users with their profiles and destinations, lines with their forwards come back")
  void whole() throws IOException {
    ConfigurationDocument document =
        SeedParser.parse(SeedReachTest.COMPANY.getBytes(StandardCharsets.UTF_8));

    ConfigurationSnapshot snapshot = throughTheTables(document);

    assertThat(snapshot.reach()).isEqualTo(document.reach()).isNotEqualTo(ReachSettings.DEFAULT);
    for (User user : document.users()) {
      assertThat(snapshot.user(user.id())).contains(user);
    }
    assertThat(snapshot.users()).hasSize(3);
    for (Line line : document.lines()) {
      assertThat(snapshot.line(line.number())).contains(line);
    }
    assertThat(snapshot.lines()).hasSize(4);
  }

  @Test
  @DisplayName("The defaults come back as the defaults")
  void defaults() throws IOException {
    ConfigurationDocument document =
        SeedParser.parse(SeedTexts.COMPANY.getBytes(StandardCharsets.UTF_8));

    ConfigurationSnapshot snapshot = throughTheTables(document);

    assertThat(snapshot.reach()).isEqualTo(ReachSettings.DEFAULT);
    for (User user : document.users()) {
      assertThat(snapshot.user(user.id())).contains(user);
    }
    for (Line line : document.lines()) {
      assertThat(snapshot.line(line.number())).contains(line);
    }
  }

  @Test
  @DisplayName("Equal access lists and schedules are one object; others are told apart")
  void shared() throws IOException {
    String list = "{\"kind\": \"%s\", \"members\": [\"private\", \"+1408%sXXXX\"]}";
    String blocked = list.formatted("blocked", "555");
    StringBuilder users = new StringBuilder();
    for (String given :
        List.of(
            blocked, blocked, list.formatted("allowed", "555"), list.formatted("blocked", "556"))) {
      String id = "u" + users.length();
      users.append(users.isEmpty() ? "" : ", ");
      users.append(
          """
          {"id": "%s", "name": "U", "remoteDestinations": [
            {"number": "+1408%05d", "name": "mobile", "accessList": %s,
             "ringSchedule": {"timeZone": "Europe/Berlin", "periods": [
               {"days": ["MONDAY"], "from": "00:00", "to": "00:01"},
               {"days": ["SUNDAY"], "from": "08:00", "to": "00:00"}]}}]}
          """
              .formatted(id, users.length(), given));
    }
    ConfigurationDocument document =
        SeedParser.parse(
            ("{\"domain\": \"ringspan.test\", \"users\": [" + users + "]}")
                .getBytes(StandardCharsets.UTF_8));

    ConfigurationSnapshot snapshot = throughTheTables(document);

    List<RemoteDestination> read =
        snapshot.users().stream().map(user -> user.remoteDestinations().getFirst()).toList();
    assertThat(snapshot.users()).containsExactlyElementsOf(document.users());
    assertThat(read.get(0).accessList().orElseThrow())
        .isSameAs(read.get(1).accessList().orElseThrow());
    assertThat(read.stream().map(it -> it.accessList().orElseThrow()).distinct()).hasSize(3);
    assertThat(read.get(3).ringSchedule().orElseThrow())
        .isSameAs(read.get(0).ringSchedule().orElseThrow());
  }
}
