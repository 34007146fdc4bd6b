package org.ringspan.media.rtpengine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ringspan.media.rtpengine.Bencode.Dictionary;
import org.ringspan.media.rtpengine.Bencode.Sequence;
import org.ringspan.media.rtpengine.Bencode.Text;
import org.ringspan.media.rtpengine.Bencode.Whole;

/** Reads bencode of others: no deeper, no longer and no more than the octets themselves. */
final class BencodeReader {

  /** Values within values; rtpengine's longest answer has seven. */
  static final int DEEPEST = 16;

  /** Digits of a number: what a long holds in any case. */
  private static final int MOST_DIGITS = 18;

  private final byte[] octets;
  private int at;
  private int depth;

  BencodeReader(byte[] octets, int from) {
    this.octets = octets;
    this.at = from;
  }

  Bencode value() throws BencodeException {
    return switch (peek()) {
      case 'i' -> whole();
      case 'l' -> sequence();
      case 'd' -> dictionary();
      default -> new Text(text());
    };
  }

  void end() throws BencodeException {
    if (at != octets.length) {
      throw new BencodeException("there is more after the value");
    }
  }

  private Whole whole() throws BencodeException {
    at++;
    boolean negative = peek() == '-';
    if (negative) {
      at++;
    }
    long number = number('e');
    return new Whole(negative ? -number : number);
  }

  private Sequence sequence() throws BencodeException {
    enter();
    List<Bencode> values = new ArrayList<>();
    while (peek() != 'e') {
      values.add(value());
    }
    leave();
    return new Sequence(values);
  }

  private Dictionary dictionary() throws BencodeException {
    enter();
    Map<String, Bencode> values = new HashMap<>();
    while (peek() != 'e') {
      String key = text();
      if (values.put(key, value()) != null) {
        throw new BencodeException("a key is there twice");
      }
    }
    leave();
    return new Dictionary(values);
  }

  private String text() throws BencodeException {
    long length = number(':');
    if (length > octets.length - at) {
      throw new BencodeException("a string is longer than what was sent");
    }
    String text = new String(octets, at, (int) length, StandardCharsets.ISO_8859_1);
    at += (int) length;
    return text;
  }

  private long number(char end) throws BencodeException {
    long number = 0;
    int digits = 0;
    while (peek() != end) {
      int digit = peek() - '0';
      if (digit < 0 || digit > 9 || ++digits > MOST_DIGITS) {
        throw new BencodeException("no number");
      }
      number = 10 * number + digit;
      at++;
    }
    if (digits == 0) {
      throw new BencodeException("a number without digits");
    }
    at++;
    return number;
  }

  private void enter() throws BencodeException {
    if (++depth > DEEPEST) {
      throw new BencodeException("values within values within values");
    }
    at++;
  }

  private void leave() {
    depth--;
    at++;
  }

  private int peek() throws BencodeException {
    if (at >= octets.length) {
      throw new BencodeException("it ends too early");
    }
    return octets[at];
  }
}
