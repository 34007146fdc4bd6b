package org.ringspan.activedirectory.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.activedirectory.DirectoryValue;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.ObjectGuid;
import org.ringspan.journal.EncodedIntent;
import org.ringspan.journal.InvalidIntentException;
import org.ringspan.journal.UnreadableIntentException;

class WriteCodecTest {
  private static final ObjectGuid OBJECT = new ObjectGuid(new UUID(1, 2));
  private static final DirectoryValue VALUE = DirectoryValue.of("+1408 ä\0");
  private final WriteCodec codec = new WriteCodec();

  private static List<WriteIntent> all() {
    return List.of(
        new WriteIntent.Values(OBJECT, "telephoneNumber", List.of(VALUE, DirectoryValue.of("2"))),
        new WriteIntent.Values(OBJECT, "telephoneNumber", List.of()),
        new WriteIntent.Contains(OBJECT, "member", VALUE),
        new WriteIntent.Lacks(OBJECT, "member", VALUE),
        new WriteIntent.Enabled(OBJECT, true),
        new WriteIntent.Enabled(OBJECT, false),
        new WriteIntent.Name(OBJECT, "Adams, \"A\""),
        new WriteIntent.Parent(OBJECT, DistinguishedName.parse("OU=x\\,y,DC=z")));
  }

  @Test
  @DisplayName("every intent is read as it was written")
  void roundTrip() throws UnreadableIntentException {
    for (var intent : all()) {
      assertThat(codec.decode(codec.encode(intent))).isEqualTo(intent);
      assertThat(codec.describe(intent)).contains(OBJECT.toString());
      assertThat(codec.objectOf(intent).name()).isEqualTo(OBJECT.toString());
    }
  }

  @Test
  @DisplayName("what the first release writes is read for ever")
  void firstVersion() throws UnreadableIntentException {
    var written =
        "02" + "0000000000000001" + "0000000000000002" + "000000066d656d626572" + "0000000141";
    assertThat(codec.decode(new EncodedIntent(1, HexFormat.of().parseHex(written))))
        .isEqualTo(new WriteIntent.Contains(OBJECT, "member", DirectoryValue.of("A")));
  }

  @Test
  @DisplayName("octets that aren't an intent's are refused")
  void broken() {
    var random = new Random(62);
    assertThatThrownBy(() -> codec.decode(new EncodedIntent(2, new byte[40])))
        .isInstanceOf(UnreadableIntentException.class);
    for (var intent : all()) {
      var octets = codec.encode(intent).bytes();
      for (var length = 0; length < octets.length; length++) {
        var cut = new EncodedIntent(1, java.util.Arrays.copyOf(octets, length));
        assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(UnreadableIntentException.class);
      }
      for (var i = 0; i < 500; i++) {
        var changed = octets.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        try {
          var read = codec.decode(new EncodedIntent(1, changed));
          assertThat(codec.decode(codec.encode(read))).isEqualTo(read);
        } catch (UnreadableIntentException refused) {
          assertThat(refused).hasMessageNotContaining("+1408");
        }
      }
    }
  }

  @Test
  @DisplayName("what can't succeed, or must not stand on the disk, is refused when it is asked for")
  void refused() {
    List<WriteIntent> wrong =
        List.of(
            new WriteIntent.Values(OBJECT, "unicodePwd", List.of(VALUE)),
            new WriteIntent.Contains(OBJECT, "userPassword", VALUE),
            new WriteIntent.Contains(OBJECT, "no attribute", VALUE),
            new WriteIntent.Contains(OBJECT, "mail", DirectoryValue.of("")),
            new WriteIntent.Values(OBJECT, "mail", List.of(VALUE, VALUE)),
            new WriteIntent.Values(
                OBJECT, "thumbnailPhoto", List.of(DirectoryValue.of(new byte[250_001]))),
            new WriteIntent.Name(OBJECT, " "),
            new WriteIntent.Name(OBJECT, "x".repeat(256)),
            new WriteIntent.Parent(OBJECT, DistinguishedName.ROOT));
    for (var intent : wrong) {
      assertThatThrownBy(() -> codec.encode(intent)).isInstanceOf(InvalidIntentException.class);
    }
  }
}
