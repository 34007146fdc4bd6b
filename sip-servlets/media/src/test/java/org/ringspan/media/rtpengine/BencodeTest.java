package org.ringspan.media.rtpengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.media.rtpengine.Bencode.Dictionary;
import org.ringspan.media.rtpengine.Bencode.Sequence;
import org.ringspan.media.rtpengine.Bencode.Text;
import org.ringspan.media.rtpengine.Bencode.Whole;

class BencodeTest {

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static Bencode any(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 2 : 4)) {
      case 0 -> new Whole(random.nextLong(2_000_000_000_000_000L) - 1_000_000_000_000_000L);
      case 1 -> text(random);
      case 2 -> {
        List<Bencode> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          values.add(any(random, depth - 1));
        }
        yield new Sequence(values);
      }
      default -> {
        Map<String, Bencode> values = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          values.put(text(random).value(), any(random, depth - 1));
        }
        yield new Dictionary(values);
      }
    };
  }

  private static Text text(Random random) {
    byte[] octets = new byte[random.nextInt(20)];
    random.nextBytes(octets);
    return new Text(new String(octets, StandardCharsets.ISO_8859_1));
  }

  @Test
  @DisplayName("what is written is read as the same")
  void roundTrip() throws BencodeException {
    for (int seed = 0; seed < 2000; seed++) {
      Bencode value = any(new Random(seed), 5);
      assertThat(Bencode.decode(value.encode(), 0)).as("seed %d", seed).isEqualTo(value);
    }
  }

  @Test
  @DisplayName("the examples of BEP 3, and keys in any order")
  void examples() throws BencodeException {
    assertThat(Bencode.decode(octets("i-3e"), 0)).isEqualTo(new Whole(-3));
    assertThat(Bencode.decode(octets("l4:spam4:eggse"), 0)).isEqualTo(Sequence.of("spam", "eggs"));
    assertThat(Bencode.decode(octets("d4:spam4:eggs3:cow3:mooe"), 0))
        .isEqualTo(new Dictionary(Map.of("cow", new Text("moo"), "spam", new Text("eggs"))));
    assertThat(new Dictionary(Map.of("spam", new Text("eggs"), "cow", new Text("moo"))).encode())
        .isEqualTo(octets("d3:cow3:moo4:spam4:eggse"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "i",
        "ie",
        "i-e",
        "i1",
        "i--1e",
        "i1x",
        "i9999999999999999999e",
        "5:spam",
        ":",
        "x",
        "99999999999999999999:a",
        "-1:a",
        "l",
        "li1e",
        "d",
        "di1ei2ee",
        "d1:a",
        "d1:ai1e1:ai2ee",
        "i1ei2e",
        "4:spam "
      })
  @DisplayName("what is no bencode is refused")
  void malformed(String text) {
    assertThatThrownBy(() -> Bencode.decode(octets(text), 0)).isInstanceOf(BencodeException.class);
  }

  @Test
  @DisplayName("nobody sends a thousand lists within each other")
  void depth() throws BencodeException {
    int deepest = BencodeReader.DEEPEST;
    assertThat(Bencode.decode(octets("l".repeat(deepest) + "e".repeat(deepest)), 0)).isNotNull();
    assertThatThrownBy(() -> Bencode.decode(octets("l".repeat(60_000)), 0))
        .isInstanceOf(BencodeException.class);
    assertThatThrownBy(
            () -> Bencode.decode(octets("l".repeat(deepest + 1) + "e".repeat(deepest + 1)), 0))
        .isInstanceOf(BencodeException.class);
  }

  @Test
  @DisplayName("a reply is a cookie and a dictionary; its reason is fit for a log")
  void reply() throws BencodeException {
    NgReply reply = NgReply.parse(octets("c1 d6:result5:error12:error-reason9:no\nports\u0007e"));
    assertThat(reply.cookie()).isEqualTo("c1");
    assertThat(reply.succeeded()).isFalse();
    assertThat(reply.reason()).isEqualTo("no?ports?");
    assertThat(NgReply.parse(octets("c1 d6:result4:ponge")).succeeded()).isTrue();
    assertThat(NgReply.parse(octets("c1 de")).reason()).isEqualTo("no result");
    String errors = "c1 d6:totalsd3:RTPd6:errorsi7ee4:RTCPd6:errorsi-2eeee";
    assertThat(NgReply.parse(octets(errors)).refused()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c1", " de", "c1 le", "c1 i1e", "c1  de"})
  @DisplayName("anything else is no reply")
  void noReply(String text) {
    assertThatThrownBy(() -> NgReply.parse(octets(text))).isInstanceOf(BencodeException.class);
  }
}
