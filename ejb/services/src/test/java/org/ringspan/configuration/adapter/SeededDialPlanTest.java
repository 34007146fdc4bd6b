package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.identity.adapter.SeedSecrets;
import org.ringspan.server.TestDatabase;

/** A dial plan goes through the tables into a snapshot, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.Product.class)
class SeededDialPlanTest {
  private final TestDatabase database;

  SeededDialPlanTest(TestDatabase.Product product) throws IOException {
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
  @DisplayName("The plan comes back as it was written, in its order")
  void whole() throws IOException {
    ConfigurationDocument document =
        SeedParser.parse(SeedDialPlanTest.COMPANY.getBytes(StandardCharsets.UTF_8));

    ConfigurationSnapshot snapshot = throughTheTables(document);

    DialPlanSettings settings = snapshot.dialPlan().settings();
    assertThat(settings).isEqualTo(document.dialPlan());
    assertThat(settings).as("as it was written").hasToString(document.dialPlan().toString());
    DirectoryNumber alice = new DirectoryNumber("51234");
    assertThat(snapshot.line(alice).orElseThrow().place())
        .isEqualTo(document.lines().getFirst().place());
    assertThat(snapshot.device(new DeviceName("alice-desk")).orElseThrow().searchSpace())
        .isEqualTo(document.devices().getFirst().searchSpace());
    assertThat(snapshot.trunks().inOrder()).isEqualTo(document.trunks().inOrder());
  }

  @Test
  @DisplayName("No plan comes back as none")
  void none() throws IOException {
    ConfigurationDocument document =
        SeedParser.parse(SeedTexts.COMPANY.getBytes(StandardCharsets.UTF_8));

    assertThat(throughTheTables(document).dialPlan().settings()).isEqualTo(DialPlanSettings.NONE);
  }
}
