package org.ringspan.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringspan.mail.MailSettings.Security;

class MailSettingsTest {
  private static Properties properties(String... pairs) {
    Properties properties = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty("ringspan.mail." + pairs[i], pairs[i + 1]);
    }
    return properties;
  }

  private static Properties usual() {
    return properties("host", "mail.example.com", "from", "phone@example.com");
  }

  @Test
  @DisplayName("Without a host no mail is sent, whatever else is set")
  void off() {
    assertThat(MailSettings.of(properties("from", "phone@example.com"))).isEmpty();
    assertThat(MailSettings.of(properties("host", " "))).isEmpty();
  }

  @Test
  @DisplayName("A host and a sender are enough: STARTTLS at port 587, tried again after a minute")
  void defaults() {
    MailSettings settings = MailSettings.of(usual()).orElseThrow();
    assertThat(settings.security()).isEqualTo(Security.STARTTLS);
    assertThat(settings.port()).isEqualTo(587);
    assertThat(settings.login()).isEmpty();
    assertThat(settings.retries().firstPause()).hasMinutes(1);
    assertThat(settings.missedHourly()).isEqualTo(10);
    assertThat(settings.takes(5_000_000)).isTrue();
    assertThat(settings.takes(9_600_044)).isFalse();
  }

  @Test
  @DisplayName("A password is never in what is logged of the settings, nor sent in clear")
  void password() {
    Properties properties = usual();
    properties.setProperty("ringspan.mail.user", "phone");
    properties.setProperty("ringspan.mail.password", "s3cret");
    assertThat(MailSettings.of(properties).orElseThrow().toString()).doesNotContain("s3cret");
    properties.setProperty("ringspan.mail.security", "none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MailSettings.of(properties))
        .withMessageContaining("ringspan.mail.security")
        .withMessageNotContaining("s3cret");
  }

  @Test
  @DisplayName("A password may be kept elsewhere; its account is still not used without encryption")
  void passwordElsewhere() {
    Properties properties = usual();
    properties.setProperty("ringspan.mail.user", "phone");
    assertThat(MailSettings.of(properties).orElseThrow().login())
        .contains(new MailSettings.Login("phone", ""));
    properties.setProperty("ringspan.mail.security", "none");
    assertThatIllegalArgumentException().isThrownBy(() -> MailSettings.of(properties));
  }

  @ParameterizedTest
  @CsvSource({
    "host,a b",
    "host,x;y",
    "port,0",
    "port,65536",
    "port,x",
    "security,ssl",
    "from,nobody",
    "from,a@b c",
    "password,alone",
    "links,javascript:alert(1)",
    "links,https://user@host/",
    "links,https://host/?q",
    "links,nowhere",
    "links,https://",
    "links,https://host/#f",
    "links,https://a b/",
    "retry,0",
    "retry,3601",
    "largest,51"
  })
  @DisplayName("What makes no sense is refused by name")
  void refused(String name, String value) {
    Properties properties = usual();
    properties.setProperty("ringspan.mail." + name, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MailSettings.of(properties))
        .withMessageContaining("ringspan.mail." + name);
  }

  @Test
  @DisplayName("The place of the console loses a slash at its end")
  void links() {
    Properties properties = usual();
    properties.setProperty("ringspan.mail.links", "https://phone.example.com/");
    assertThat(MailSettings.of(properties).orElseThrow().place())
        .contains("https://phone.example.com");
  }
}
