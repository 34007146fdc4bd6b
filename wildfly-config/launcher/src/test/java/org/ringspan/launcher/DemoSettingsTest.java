package org.ringspan.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DemoSettingsTest {
  @Test
  @DisplayName("Without settings there are generated passwords, kept state and a 768 MB heap")
  void defaults() {
    var settings = DemoSettings.from(new Properties());

    assertThat(settings.password()).isNull();
    assertThat(settings.reset()).isFalse();
    assertThat(settings.maxHeap()).isEqualTo("768m");
    assertThat(settings.jvmOptions()).isEmpty();
    assertThat(settings.serverProperties()).isEmpty();
  }

  @Test
  @DisplayName("Settings of the server are passed on, the launcher's own and Maven's aren't")
  void forwarded() {
    var settings =
        DemoSettings.from(
            properties(
                Map.of(
                    "ringspan.sip.udp.port", "5080",
                    "jboss.http.port", "8081",
                    "ringspan.demo.password", "correct-horse",
                    "ringspan.max.heap", "2g",
                    "maven.home", "/maven")));

    assertThat(settings.serverProperties())
        .containsOnly(
            Map.entry("ringspan.sip.udp.port", "5080"), Map.entry("jboss.http.port", "8081"));
    assertThat(settings.password()).isEqualTo("correct-horse");
    assertThat(settings.maxHeap()).isEqualTo("2g");
  }

  @Test
  @DisplayName("Options of the Java virtual machine are separated by blanks")
  void jvmOptions() {
    var settings =
        DemoSettings.from(properties(Map.of("ringspan.jvm.options", " -XX:+UseZGC  -Xlog:gc ")));

    assertThat(settings.jvmOptions()).containsExactly("-XX:+UseZGC", "-Xlog:gc");
  }

  @Test
  @DisplayName("-Dringspan.demo.reset needs no value")
  void reset() {
    assertThat(DemoSettings.from(properties(Map.of("ringspan.demo.reset", ""))).reset()).isTrue();
    assertThat(DemoSettings.from(properties(Map.of("ringspan.demo.reset", "true"))).reset())
        .isTrue();
    assertThat(DemoSettings.from(properties(Map.of("ringspan.demo.reset", "false"))).reset())
        .isFalse();
  }

  @Test
  @DisplayName("A password that a telephone couldn't send is refused")
  void badPassword() {
    assertThatThrownBy(
            () -> DemoSettings.from(properties(Map.of("ringspan.demo.password", "short"))))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("8 to 64 visible ASCII characters");
  }

  @Test
  @DisplayName("A misspelt demo setting is refused instead of ignored")
  void misspelt() {
    assertThatThrownBy(
            () -> DemoSettings.from(properties(Map.of("ringspan.demo.pasword", "secret123"))))
        .hasMessageContaining("There is no setting -Dringspan.demo.pasword");
  }

  @Test
  @DisplayName("A heap that is no size is refused")
  void badHeap() {
    assertThatThrownBy(() -> DemoSettings.from(properties(Map.of("ringspan.max.heap", "lots"))))
        .hasMessageContaining("-Dringspan.max.heap=lots");
  }

  private static Properties properties(Map<String, String> values) {
    var properties = new Properties();
    properties.putAll(values);
    return properties;
  }
}
