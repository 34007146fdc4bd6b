package org.ringspan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.address.UserId;

class PinTest {
  private static final List<String> NUMBERS = List.of("51234", "+14085551234");
  private static final UserId ALICE = new UserId("alice");
  private static final UserId BOB = new UserId("bob");
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Optional<String> MOBILE = Optional.of("+14085557890");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000", "77777", "1234", "67890", "9876", "3210", "51234", "1234", "5551234", "0051234"
      })
  @DisplayName("What anybody would try first is refused")
  void trivial(String digits) {
    assertThat(new Pin(digits).objection(NUMBERS)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"4711", "1224", "27182818284590452353"})
  @DisplayName("Others are taken")
  void good(String digits) {
    assertThat(new Pin(digits).objection(NUMBERS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "471", "471147114711471147114", "47a1", "٤٧١١"})
  @DisplayName("A PIN is 4 to 20 digits, and what is none isn't repeated")
  void noPin(String digits) {
    assertThatThrownBy(() -> new Pin(digits)).hasMessage("a PIN is 4 to 20 digits");
  }

  private static PinGuard guard() {
    return new PinGuard(5, Duration.ofMinutes(15), Duration.ofMinutes(15));
  }

  @Test
  @DisplayName("The fifth wrong PIN locks caller and user for 15 minutes")
  void locks() {
    PinGuard guard = guard();
    for (int i = 0; i < 4; i++) {
      assertThat(guard.wrong(MOBILE, Optional.of(ALICE), NOW)).isEmpty();
      assertThat(guard.isLocked(MOBILE, Optional.of(ALICE), NOW)).isFalse();
    }
    assertThat(guard.wrong(MOBILE, Optional.of(ALICE), NOW))
        .containsExactly(PinGuard.Locked.CALLER, PinGuard.Locked.USER);
    assertThat(guard.isLocked(MOBILE, Optional.of(BOB), NOW)).isTrue();
    assertThat(guard.isLocked(Optional.of("+1"), Optional.of(ALICE), NOW)).isTrue();
    assertThat(guard.isLocked(Optional.of("+1"), Optional.of(BOB), NOW)).isFalse();
    assertThat(guard.isLocked(MOBILE, Optional.of(ALICE), NOW.plus(Duration.ofMinutes(15))))
        .isFalse();
  }

  @Test
  @DisplayName("Other numbers don't help whoever guesses one user's PIN")
  void byUser() {
    PinGuard guard = guard();
    for (int i = 0; i < 5; i++) {
      guard.wrong(Optional.of("+1408555000" + i), Optional.of(ALICE), NOW);
    }
    assertThat(guard.isLocked(Optional.empty(), Optional.of(ALICE), NOW)).isTrue();
    guard.unlock(ALICE);
    assertThat(guard.isLocked(Optional.empty(), Optional.of(ALICE), NOW)).isFalse();
  }

  @Test
  @DisplayName("A right PIN makes the wrong ones before it slips")
  void right() {
    PinGuard guard = guard();
    for (int i = 0; i < 12; i++) {
      guard.wrong(MOBILE, Optional.of(ALICE), NOW);
      guard.wrong(MOBILE, Optional.of(ALICE), NOW);
      guard.right(MOBILE, ALICE);
    }
    assertThat(guard.isLocked(MOBILE, Optional.of(ALICE), NOW)).isFalse();
  }

  @Test
  @DisplayName("Who keys in unknown numbers is locked out as a caller")
  void nobodys() {
    PinGuard guard = guard();
    for (int i = 0; i < 5; i++) {
      guard.wrong(MOBILE, Optional.empty(), NOW);
    }
    assertThat(guard.isLocked(MOBILE, Optional.of(ALICE), NOW)).isTrue();
  }
}
