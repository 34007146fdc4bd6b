package org.ringspan.guessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.guessing.GuessBook.Refusal;

/** Who guesses is slowed; who doesn't notices nothing. */
class GuessBookTest {
  private static final String ATTACKER = "192.0.2.66";
  private static final String HOME = "192.0.2.1";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final GuessBook book = new GuessBook(GuessLimits.DEFAULT);
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");

  private List<Refusal> wrong(String source, String device, int times) {
    List<Refusal> last = List.of();
    for (int i = 0; i < times; i++) {
      last = book.wrong(source, device, now);
    }
    return last;
  }

  private Duration refused(String source, String device) {
    return book.refusedFor(source, device, now);
  }

  @Test
  @DisplayName("The tenth wrong answer in five minutes begins a minute of refusal")
  void tenth() {
    assertThat(wrong(ATTACKER, "alice-desk", 9)).isEmpty();
    assertThat(refused(ATTACKER, "alice-desk")).isZero();
    assertThat(wrong(ATTACKER, "alice-desk", 1)).containsExactly(new Refusal.OfDevice(MINUTE));
    assertThat(refused(ATTACKER, "alice-desk")).isEqualTo(MINUTE);
    now = now.plusSeconds(59);
    assertThat(refused(ATTACKER, "alice-desk")).isEqualTo(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    assertThat(refused(ATTACKER, "alice-desk")).isZero();
    assertThat(book.refused(now)).isZero();
  }

  @Test
  @DisplayName("The owner at another address and the attacker's other devices go on")
  void others() {
    wrong(ATTACKER, "alice-desk", 10);
    assertThat(refused(HOME, "alice-desk")).isZero();
    assertThat(refused(ATTACKER, "attackers-own")).isZero();
    assertThat(book.refused(now)).isEqualTo(1);
  }

  @Test
  @DisplayName("Each refusal is twice as long as the one before, up to an hour")
  void growing() {
    for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      assertThat(wrong(ATTACKER, "alice-desk", 10))
          .contains(new Refusal.OfDevice(Duration.ofMinutes(minutes)));
      now = now.plus(Duration.ofMinutes(minutes));
    }
    now = now.plus(Duration.ofHours(1));
    assertThat(wrong(ATTACKER, "alice-desk", 10)).contains(new Refusal.OfDevice(MINUTE));
  }

  @Test
  @DisplayName("Wrong answers that are far apart never begin a refusal")
  void slips() {
    for (int i = 0; i < 100; i++) {
      assertThat(wrong(HOME, "alice-desk", 1)).isEmpty();
      now = now.plusSeconds(34);
    }
    wrong(HOME, "bob-desk", 9);
    now = now.plus(Duration.ofMinutes(5));
    assertThat(wrong(HOME, "bob-desk", 9)).isEmpty();
  }

  @Test
  @DisplayName("A right answer forgives the slips before it")
  void right() {
    wrong(HOME, "alice-desk", 9);
    book.right(HOME, "alice-desk");
    assertThat(wrong(HOME, "alice-desk", 9)).isEmpty();
  }

  @Test
  @DisplayName("Who guesses many names is refused as a whole; its own right answers don't help it")
  void manyNames() {
    for (int i = 0; i < 49; i++) {
      assertThat(wrong(ATTACKER, "device-" + i, 1)).isEmpty();
      book.right(ATTACKER, "attackers-own");
    }
    assertThat(wrong(ATTACKER, "device-49", 1)).containsExactly(new Refusal.OfSource(MINUTE));
    assertThat(refused(ATTACKER, "never-named")).isEqualTo(MINUTE);
    assertThat(refused(HOME, "never-named")).isZero();
  }

  @Test
  @DisplayName("Whatever comes, memory is bounded and what is refused is what guesses now")
  void bounded() {
    GuessLimits usual = GuessLimits.DEFAULT;
    GuessBook small =
        new GuessBook(
            new GuessLimits(
                3, 50, usual.within(), usual.firstRefusal(), usual.longestRefusal(), 100));
    Random random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      small.wrong("192.0.2." + random.nextInt(256), "d" + random.nextInt(1000), now);
      now = now.plusMillis(10);
    }
    assertThat(small.size()).isLessThanOrEqualTo(200);
    for (int i = 0; i < 3; i++) {
      small.wrong(ATTACKER, "alice-desk", now);
    }
    assertThat(small.refusedFor(ATTACKER, "alice-desk", now)).isPositive();
  }

  @Test
  @DisplayName("An IPv6 subscriber is one source, whatever address of its network it uses")
  void sources() {
    assertThat(Source.of("192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(Source.of("2001:db8:0:1:2:3:4:5"))
        .isEqualTo(Source.of("2001:db8:0:1:ffff:0:0:1"))
        .isNotEqualTo(Source.of("2001:db8:0:2:2:3:4:5"));
    assertThat(Source.of("::1")).isEqualTo("::1");
  }

  @Test
  @DisplayName("Limits without a meaning are refused")
  void meaningless() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GuessLimits(0, 1, MINUTE, MINUTE, MINUTE, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GuessLimits(1, 1, MINUTE, MINUTE, MINUTE.minusSeconds(1), 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GuessLimits(1, 1, Duration.ZERO, MINUTE, MINUTE, 1));
  }
}
