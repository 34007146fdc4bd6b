package org.ringspan.identity.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSettingsTest {
  private static Optional<ProviderSettings> of(String... pairs) {
    var properties = new Properties();
    for (int i = 0; i < pairs.length; i += 2) {
      properties.setProperty("ringspan.oidc." + pairs[i], pairs[i + 1]);
    }
    return ProviderSettings.of(properties);
  }

  @Test
  @DisplayName("Without an issuer there is no provider")
  void none() {
    assertThat(of()).isEmpty();
    assertThat(of("issuer", "  ")).isEmpty();
  }

  @Test
  @DisplayName("The metadata is below the issuer")
  void metadata() {
    assertThat(of("issuer", "https://id.example/realms/a").orElseThrow().metadata())
        .hasToString("https://id.example/realms/a/.well-known/openid-configuration");
    assertThat(of("issuer", "https://id.example/").orElseThrow().metadata())
        .hasToString("https://id.example/.well-known/openid-configuration");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example/",
        "http://127.0.0.1.example/",
        "ftp://id.example",
        "id.example",
        "https://id.example/?a=b",
        "https://id.example/#x",
        "https://user@id.example/",
        "https:///realm",
        "https://id example"
      })
  @DisplayName("What isn't safe, or isn't an issuer, is refused by name")
  void refused(String issuer) {
    assertThatThrownBy(() -> of("issuer", issuer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ringspan.oidc.issuer");
  }

  @Test
  @DisplayName("On this machine plain HTTP will do; names have a form")
  void names() {
    assertThat(of("issuer", "http://127.0.14.22:8180/realms/a", "claim", "email")).isPresent();
    assertThatThrownBy(() -> of("issuer", "https://id.example", "claim", ""))
        .hasMessageContaining("ringspan.oidc.claim");
    assertThatThrownBy(() -> of("issuer", "https://id.example", "audience", "a b"))
        .hasMessageContaining("ringspan.oidc.audience");
  }
}
