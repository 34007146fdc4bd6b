package org.ringspan.configuration.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read as the same, and written as the same again. */
class SeedWriterTest {
  static Stream<String> documents() throws Exception {
    String demo =
        Files.readString(
            Path.of(
                "../../wildfly-config/launcher/src/main/resources/org/ringspan/launcher/demo-company.json"));
    return Stream.of(
        SeedTexts.COMPANY,
        SeedTexts.COMPANY.replace(", \"routedAs\": \"+14085559999\", \"trunk\": \"pstn\"", ""),
        SeedReachTest.COMPANY,
        demo.replace("${ringspan.domain}", "d").replace("${ringspan.bind.address}", "127.0.0.1"));
  }

  @ParameterizedTest
  @MethodSource("documents")
  @DisplayName("Every document survives being written and read")
  void roundTrip(String text) {
    ConfigurationDocument document = parse(text);
    String written = SeedWriter.document(document).toString();

    ConfigurationDocument again = parse(written);

    assertThat(SeedWriter.document(again).toString()).isEqualTo(written);
    assertThat(again.people()).isEqualTo(document.people());
    assertThat(again.trunks().inOrder()).isEqualTo(document.trunks().inOrder());
    assertThat(again.trunks().groups()).containsExactlyElementsOf(document.trunks().groups());
    assertThat(again.trunks().lists()).containsExactlyElementsOf(document.trunks().lists());
    assertThat(again.trunks().pools()).containsExactlyElementsOf(document.trunks().pools());
    assertThat(again.dialPlan()).isEqualTo(document.dialPlan());
    assertThat(again.reach()).isEqualTo(document.reach());
    assertThat(again.voicemail()).isEqualTo(document.voicemail());
  }

  private static ConfigurationDocument parse(String text) {
    return SeedParser.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
