package org.ringspan.identity.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.UserId;
import org.ringspan.identity.AccessToken;
import org.ringspan.identity.Account;
import org.ringspan.identity.Role;

class ShownTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final ShownTokens shown = new ShownTokens();

  private static AccessTokenTable.Owned owned(Optional<Instant> expires) {
    UserId alice = new UserId("alice");
    return new AccessTokenTable.Owned(
        new AccessToken(
            1, alice, "a program", AccessToken.Scope.READ, NOW, expires, Optional.empty()),
        new Account(alice, "Alice", Role.SUPPORT));
  }

  @Test
  @DisplayName("A token is known for a second, and no longer than it lives")
  void second() {
    shown.add("long", owned(Optional.empty()), NOW);
    shown.add("short", owned(Optional.of(NOW.plusMillis(10))), NOW);

    assertThat(shown.known("long", NOW.plusMillis(999))).contains(owned(Optional.empty()));
    assertThat(shown.known("long", NOW.plusMillis(1_000))).isEmpty();
    assertThat(shown.known("short", NOW.plusMillis(9))).isPresent();
    assertThat(shown.known("short", NOW.plusMillis(10))).isEmpty();
    assertThat(shown.known("other", NOW)).isEmpty();
  }

  @Test
  @DisplayName("What was changed here counts at once, and memory doesn't fill")
  void forgotten() {
    shown.add("one", owned(Optional.empty()), NOW);
    shown.forget();
    assertThat(shown.known("one", NOW)).isEmpty();

    IntStream.range(0, 1_001).forEach(i -> shown.add("t" + i, owned(Optional.empty()), NOW));
    assertThat(shown.known("t999", NOW)).isEmpty();
    assertThat(shown.known("t1000", NOW)).isPresent();
  }
}
