package org.ringspan.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/",
        "/console/user?id=alice",
        "/me/calls?number=%2B14085551234&from=2026-01-31",
        "/console/edit?kind=route-patterns&key=outside/9.%40"
      })
  @DisplayName("A login leads to pages of ours")
  void ours(String path) {
    assertThat(LocalPath.orHome(path)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example/console/",
        "/me//evil.example",
        "/consolex",
        "/login",
        "/me/\r\nSet-Cookie: a=b",
        "javascript:alert(1)"
      })
  @DisplayName("and nowhere else")
  void others(String path) {
    assertThat(LocalPath.orHome(path)).isEqualTo("/");
  }
}
