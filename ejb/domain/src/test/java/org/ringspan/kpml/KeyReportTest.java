package org.ringspan.kpml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 4730 9.2: a report of keys")
class KeyReportTest {
  private static final String ROOT =
      "<kpml-response xmlns=\"urn:ietf:params:xml:ns:kpml-response\" version=\"1.0\" ";

  private static final String GOOD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
          + ROOT
          + "code=\"200\" text=\"OK\" suppressed=\"false\" forced_flush=\"false\" digits=\"1\""
          + " tag=\"dtmf\"/>\r\n";

  @Test
  @DisplayName("tells the code, the keys and the pattern")
  void read() {
    assertThat(KeyReport.parse(GOOD)).contains(new KeyReport(200, "1", "dtmf"));
    assertThat(KeyReport.parse(ROOT + "code='423' text=\"Timer &quot;Expired&quot;\"/>"))
        .contains(new KeyReport(423, "", ""));
    assertThat(KeyReport.parse(ROOT + "\n code = \"200\"\tdigits='*8#d' ></kpml-response >"))
        .contains(new KeyReport(200, "*8#D", ""));
    assertThat(
            KeyReport.parse(
                "\uFEFF<!-- a --><k:kpml-response"
                    + " xmlns:k='urn:ietf:params:xml:ns:kpml-response' code='200'"
                    + " digits='5' tag='a&amp;lt;b'/><!-- b -->"))
        .contains(new KeyReport(200, "5", "a&lt;b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "<kpml-response code=\"200\" digits=\"1\"/>",
        "<kpml-request xmlns=\"urn:ietf:params:xml:ns:kpml-response\" code=\"200\"/>",
        "ROOT digits=\"1\"/>",
        "ROOT code=\"200\" digits=\"1x\"/>",
        "ROOT code=\"2000\" digits=\"1\"/>",
        "ROOT code=\"200\" code=\"200\"/>",
        "ROOT code=\"200\"digits=\"1\"/>",
        "ROOT code=\"200\" digits=\"&bang;\"/>",
        "ROOT code=\"200\" text=\"&#49;\"/>",
        "ROOT code=\"200\" text=\"<\"/>",
        "ROOT code=\"200\"><x/></kpml-response>",
        "ROOT code=\"200\"/>more",
        "ROOT code=\"200\">",
        "ROOT code=\"200",
        "<!DOCTYPE k [<!ENTITY d SYSTEM \"file:///etc/passwd\">]>ROOT code=\"200\" digits=\"&d;\"/>",
        "<!-- ROOT code=\"200\"/>",
      })
  @DisplayName("is refused when it isn't just that; no document type, no entities")
  void refused(String document) {
    assertThat(KeyReport.parse(document.replace("ROOT", ROOT.strip()))).isEmpty();
  }

  @Test
  @DisplayName("has bounds: length, keys, attributes")
  void bounds() {
    assertThat(KeyReport.parse(GOOD + " ".repeat(KeyReport.LONGEST))).isEmpty();
    assertThat(KeyReport.parse(ROOT + "code=\"200\" digits=\"" + "1".repeat(64) + "\"/>"))
        .isPresent();
    assertThat(KeyReport.parse(ROOT + "code=\"200\" digits=\"" + "1".repeat(65) + "\"/>"))
        .isEmpty();
    assertThat(KeyReport.parse(ROOT + "code=\"200\" text=\"" + "1".repeat(257) + "\"/>")).isEmpty();
    StringBuilder many = new StringBuilder(ROOT + "code=\"200\"");
    for (int i = 0; i < 18; i++) {
      many.append(" a").append(i).append("=\"\"");
    }
    assertThat(KeyReport.parse(many + "/>")).isEmpty();
  }

  @Test
  @DisplayName("100,000 broken ones: each is read or isn't, and what is read keeps the bounds")
  void anything() {
    Random random = new Random(4730);
    int read = 0;
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(GOOD);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, (char) random.nextInt(0x80));
          default -> text.setCharAt(at, GOOD.charAt(random.nextInt(GOOD.length())));
        }
      }
      Optional<KeyReport> report = KeyReport.parse(text.toString());
      if (report.isPresent()) {
        read++;
        assertThat(report.get().digits()).matches("[0-9*#A-D]{0,64}");
        assertThat(report.get().code()).isBetween(100, 699);
      }
    }
    assertThat(read).isBetween(1000, 90_000);
  }
}
