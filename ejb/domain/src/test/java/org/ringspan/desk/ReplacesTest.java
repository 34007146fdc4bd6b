package org.ringspan.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The field {@code Replaces} (RFC 3891 section 6.1). */
class ReplacesTest {
  private static Replaces read(String field) {
    return Replaces.of(List.of(field), false);
  }

  @Test
  @DisplayName("RFC 3891 section 6.1: its examples are read")
  void examples() {
    assertThat(read("98732@sip.example.com;from-tag=r33th4x0r;to-tag=ff87ff"))
        .isEqualTo(new Replaces.Dialog("98732@sip.example.com", "ff87ff", "r33th4x0r", false));
    assertThat(read("12adf2f34456gs5;to-tag=12345;from-tag=54321"))
        .isEqualTo(new Replaces.Dialog("12adf2f34456gs5", "12345", "54321", false));
    assertThat(read("87134@171.161.34.23;to-tag=24796;from-tag=0;early-only"))
        .isEqualTo(new Replaces.Dialog("87134@171.161.34.23", "24796", "0", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b ; To-Tag = 1 ; FROM-TAG=2 ; Early-Only",
        "a@b;x;to-tag=1;y=\"a;\\\"to-tag=9\";from-tag=2;early-only;z=[::1]:5060",
        "\ta@b;early-only;from-tag=2;to-tag=1 "
      })
  @DisplayName("Space, order, letters and parameters of later times don't matter")
  void lenient(String field) {
    assertThat(read(field)).isEqualTo(new Replaces.Dialog("a@b", "1", "2", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";to-tag=1;from-tag=2",
        "a@;to-tag=1;from-tag=2",
        "@b;to-tag=1;from-tag=2",
        "a@b@c;to-tag=1;from-tag=2",
        "a@b",
        "a@b;to-tag=1",
        "a@b;from-tag=2",
        "a@b;to-tag=1;from-tag=2;to-tag=1",
        "a@b;to-tag=1;from-tag=2;from-tag=3",
        "a@b;to-tag;from-tag=2",
        "a@b;to-tag=;from-tag=2",
        "a@b;to-tag=\"1\";from-tag=2",
        "a@b;to-tag=1:2;from-tag=2",
        "a@b;to-tag=1;from-tag=2;early-only;early-only",
        "a@b;to-tag=1;from-tag=2;early-only=yes",
        "a@b;to-tag=1;from-tag=2;",
        "a@b;to-tag=1;;from-tag=2",
        "a@b;to-tag=1;from-tag=2;x=\"",
        "a@b;to-tag=1;from-tag=2;x=\"\\",
        "a@b;to-tag=1;from-tag=2, c@d;to-tag=1;from-tag=2",
        "a b;to-tag=1;from-tag=2",
        "a@b;to-tag=1 2;from-tag=2",
        "a@b;to-tag=1;from-tag=2\r\nX: y",
        "ä@b;to-tag=1;from-tag=2"
      })
  @DisplayName("What isn't in the grammar, or says something twice, is malformed")
  void malformed(String field) {
    assertThat(read(field)).isEqualTo(new Replaces.Malformed());
  }

  @Test
  @DisplayName("RFC 3891 section 3: two of them, one with Join, and none at all are malformed")
  void contradictory() {
    String good = "a@b;to-tag=1;from-tag=2";
    assertThat(Replaces.of(List.of(good, good), false)).isEqualTo(new Replaces.Malformed());
    assertThat(Replaces.of(List.of(good), true)).isEqualTo(new Replaces.Malformed());
    assertThat(Replaces.of(List.of(), false)).isEqualTo(new Replaces.Malformed());
    assertThat(read("a@b;to-tag=1;from-tag=2;x=" + "y".repeat(Replaces.LONGEST)))
        .isEqualTo(new Replaces.Malformed());
  }

  @Test
  @DisplayName("A handle is meant by its tags either way round, by no others and no other Call-ID")
  void meant() {
    DialogHandle handle = new DialogHandle("c@d", "l", "r");
    assertThat(handle.isMeantBy(new Replaces.Dialog("c@d", "r", "l", false))).isTrue();
    assertThat(handle.isMeantBy(new Replaces.Dialog("c@d", "l", "r", false))).isTrue();
    assertThat(handle.isMeantBy(new Replaces.Dialog("c@d", "l", "l", false))).isFalse();
    assertThat(handle.isMeantBy(new Replaces.Dialog("c@d", "r", "0", false))).isFalse();
    assertThat(handle.isMeantBy(new Replaces.Dialog("C@d", "r", "l", false))).isFalse();
  }

  @Test
  @DisplayName("Whatever comes is read or refused, and what is read says the same when written")
  void anything() {
    Random random = new Random(3891);
    String signs = "a1@;=-\"\\ \t,<>[]:~'to-tagfrom-tagearly-only\r\n\0ä";
    int good = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder field = new StringBuilder("a@b;to-tag=1;from-tag=2;early-only;x=\"y\"");
      for (int change = random.nextInt(4); change > 0; change--) {
        int at = random.nextInt(field.length());
        switch (random.nextInt(3)) {
          case 0 -> field.deleteCharAt(at);
          case 1 -> field.insert(at, signs.charAt(random.nextInt(signs.length())));
          default -> field.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
        }
      }
      if (read(field.toString()) instanceof Replaces.Dialog dialog) {
        good++;
        assertThat(written(dialog)).doesNotContainAnyWhitespaces();
        assertThat(read(written(dialog))).isEqualTo(dialog);
      }
    }
    assertThat(good).isGreaterThan(10_000).isLessThan(190_000);
  }

  private static String written(Replaces.Dialog dialog) {
    return dialog.callId()
        + ";to-tag="
        + dialog.toTag()
        + ";from-tag="
        + dialog.fromTag()
        + (dialog.earlyOnly() ? ";early-only" : "");
  }
}
