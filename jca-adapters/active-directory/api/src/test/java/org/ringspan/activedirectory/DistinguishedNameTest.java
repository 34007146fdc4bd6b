package org.ringspan.activedirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinguishedNameTest {
  private static final DistinguishedName BASE = DistinguishedName.parse("DC=example,DC=org");

  @Test
  @DisplayName("a name is taken apart, with what is escaped in it")
  void parsed() {
    var name =
        DistinguishedName.parse(
            "CN=Before\\0dAfter \\, \\23x\\C4\\8D\\20 , OU= People ,DC=example,DC=org");
    assertThat(name.first().value()).isEqualTo("Before\rAfter , #xč ");
    assertThat(name.parent().first().value()).isEqualTo("People");
    assertThat(name.parent().parent().sameAs(BASE)).isTrue();
    assertThat(name.isIn(BASE)).isTrue();
    assertThat(BASE.isIn(name)).isFalse();
    assertThat(name.isIn(DistinguishedName.ROOT)).isTrue();
  }

  @Test
  @DisplayName("a deleted object's name is one, too")
  void deleted() {
    var name =
        DistinguishedName.parse(
            "CN=x\\0ADEL:07aa17d1-9c53-46da-aef5-9d7c5e6c7082,CN=Deleted Objects,DC=example,DC=org");
    assertThat(name.first().value()).startsWith("x\nDEL:");
  }

  @Test
  @DisplayName("the case of letters doesn't matter, everything else does")
  void same() {
    assertThat(DistinguishedName.parse("dc=EXAMPLE,Dc=org").sameAs(BASE)).isTrue();
    assertThat(DistinguishedName.parse("DC=example,DC=com").sameAs(BASE)).isFalse();
    assertThat(DistinguishedName.parse("CN=example,DC=org").sameAs(BASE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "CN=a,",
        "CN=",
        "=x",
        "CN=a\\",
        "CN=a\\1",
        "CN=a\\q",
        "CN=a+SN=b",
        "CN=#0401",
        "CN=a<b",
        "CN=a\"b",
        "C N=a",
        "CN=a,,DC=b"
      })
  @DisplayName("what is no name is refused")
  void wrong(String text) {
    assertThatThrownBy(() -> DistinguishedName.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("a name that is too long is refused")
  void tooLong() {
    assertThatThrownBy(() -> DistinguishedName.parse("CN=" + "x".repeat(9000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("every value that is put in is read again, and adds no part")
  void property() {
    var random = new Random(62);
    var alphabet = " #\"+,;<>\\=\0\nab漢ä\uD83D\uDE00";
    for (var i = 0; i < 5000; i++) {
      var text = new StringBuilder();
      for (var length = 1 + random.nextInt(8); length > 0; length--) {
        var at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
        text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
      }
      var name = BASE.child("CN", text.toString());
      assertThat(DistinguishedName.parse(name.toString())).isEqualTo(name);
    }
  }
}
