package org.ringspan.media.rtpengine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of bencode (BitTorrent BEP 3), which rtpengine's NG protocol is written in. Other than
 * there, the keys of a dictionary may come in any order, as rtpengine sends them.
 */
sealed interface Bencode {

  /** A whole number. */
  record Whole(long value) implements Bencode {}

  /**
   * A string of octets.
   *
   * @param value its octets as ISO 8859-1, so that none is lost
   */
  record Text(String value) implements Bencode {}

  /** Values in order. */
  record Sequence(List<Bencode> values) implements Bencode {
    public Sequence {
      values = List.copyOf(values);
    }

    static Sequence of(String... texts) {
      return new Sequence(List.<Bencode>copyOf(List.of(texts).stream().map(Text::new).toList()));
    }
  }

  /** Values by name. */
  record Dictionary(Map<String, Bencode> values) implements Bencode {
    public Dictionary {
      values = Map.copyOf(values);
    }

    /** A string of it, if there is one. */
    Optional<String> text(String key) {
      return values.get(key) instanceof Text(var value) ? Optional.of(value) : Optional.empty();
    }

    /** A number of it, or zero. */
    long whole(String key) {
      return values.get(key) instanceof Whole(var value) ? value : 0;
    }

    /** A dictionary in it, or an empty one. */
    Dictionary dictionary(String key) {
      return values.get(key) instanceof Dictionary inner ? inner : new Dictionary(Map.of());
    }
  }

  /** What is sent for it. */
  default byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    write(this, out);
    return out.toByteArray();
  }

  private static void write(Bencode value, ByteArrayOutputStream out) {
    switch (value) {
      case Whole(var number) -> out.writeBytes(ascii("i" + number + "e"));
      case Text(var text) -> write(text, out);
      case Sequence(var values) -> {
        out.write('l');
        values.forEach(each -> write(each, out));
        out.write('e');
      }
      case Dictionary(var values) -> {
        out.write('d');
        values.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(
                entry -> {
                  write(entry.getKey(), out);
                  write(entry.getValue(), out);
                });
        out.write('e');
      }
    }
  }

  private static void write(String text, ByteArrayOutputStream out) {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    out.writeBytes(ascii(octets.length + ":"));
    out.writeBytes(octets);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads one value.
   *
   * @param octets at most as many as a datagram has; all of them from {@code from} are the value
   * @throws BencodeException when they aren't
   */
  static Bencode decode(byte[] octets, int from) throws BencodeException {
    BencodeReader reader = new BencodeReader(octets, from);
    Bencode value = reader.value();
    reader.end();
    return value;
  }
}
