package org.ringspan.sip.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Spoils messages at random: the same seed gives the same messages. */
public final class Mutations {

  private static final String[] RUNS = {
    "(", "\"", "\\", "<", ";", ",", "a=b;", "\r\n ", "%", "\0", "\u00ff", "sip:a@b,", "X: y\r\n"
  };

  private final Random random;
  private final List<byte[]> sources;

  /**
   * @param sources messages to spoil, at least one
   */
  public Mutations(long seed, List<byte[]> sources) {
    this.random = new Random(seed);
    this.sources = sources;
  }

  /** The next spoilt message, at most 65000 octets. */
  public byte[] next() {
    byte[] message = any();
    for (int i = random.nextInt(3); i >= 0; i--) {
      message =
          switch (random.nextInt(7)) {
            case 0, 1 -> flip(message);
            case 2 -> Arrays.copyOf(message, random.nextInt(message.length + 1));
            case 3 -> insert(message, piece(message));
            case 4 -> insert(message, piece(any()));
            case 5 -> insert(message, run());
            default -> shuffle(message);
          };
      if (message.length == 0) {
        return new byte[] {0};
      }
    }
    return message.length > 65_000 ? Arrays.copyOf(message, 65_000) : message;
  }

  private byte[] any() {
    return sources.get(random.nextInt(sources.size()));
  }

  private byte[] flip(byte[] message) {
    byte[] copy = message.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
    }
    return copy;
  }

  private byte[] piece(byte[] message) {
    int from = random.nextInt(message.length);
    return Arrays.copyOfRange(message, from, from + random.nextInt(message.length - from + 1));
  }

  private byte[] run() {
    String what = RUNS[random.nextInt(RUNS.length)];
    return Sample.octets(what.repeat(1 + random.nextInt(random.nextInt(40) == 0 ? 5000 : 50)));
  }

  private byte[] insert(byte[] message, byte[] piece) {
    int at = random.nextInt(message.length + 1);
    byte[] result = Arrays.copyOf(message, message.length + piece.length);
    System.arraycopy(piece, 0, result, at, piece.length);
    System.arraycopy(message, at, result, at + piece.length, message.length - at);
    return result;
  }

  private byte[] shuffle(byte[] message) {
    List<String> lines =
        new ArrayList<>(Arrays.asList(Octets.text(message, 0, message.length).split("\r\n", -1)));
    Collections.shuffle(lines.subList(Math.min(1, lines.size()), lines.size()), random);
    return Sample.octets(String.join("\r\n", lines));
  }
}
