package org.ringspan.record.adapter;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The fields that our messages and columns are made of. What is absent is the least value, for
 * texts the character U+0000, which no clean text holds; times are microseconds since 1970.
 */
final class Fields {
  private static final String ABSENT = "\0";

  private Fields() {}

  static void write(DataOutputStream out, String text) throws IOException {
    out.writeUTF(CleanText.of(text, CleanText.LONGEST));
  }

  static void writeText(DataOutputStream out, Optional<String> text) throws IOException {
    if (text.isPresent()) {
      write(out, text.get());
    } else {
      out.writeUTF(ABSENT);
    }
  }

  static Optional<String> readText(DataInputStream in) throws IOException {
    String text = in.readUTF();
    return text.equals(ABSENT) ? Optional.empty() : Optional.of(text);
  }

  static void write(DataOutputStream out, Instant time) throws IOException {
    out.writeLong(micros(time));
  }

  static void writeTime(DataOutputStream out, Optional<Instant> time) throws IOException {
    out.writeLong(time.map(Fields::micros).orElse(Long.MIN_VALUE));
  }

  static Instant readTime(DataInputStream in) throws IOException {
    return time(in.readLong());
  }

  static Optional<Instant> readOptionalTime(DataInputStream in) throws IOException {
    long micros = in.readLong();
    return micros == Long.MIN_VALUE ? Optional.empty() : Optional.of(time(micros));
  }

  static void write(DataOutputStream out, OptionalLong millis) throws IOException {
    out.writeInt((int) Math.min(millis.orElse(Integer.MIN_VALUE), Integer.MAX_VALUE));
  }

  static OptionalLong readMillis(DataInputStream in) throws IOException {
    int millis = in.readInt();
    return millis == Integer.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(millis);
  }

  static void write(DataOutputStream out, OptionalInt status) throws IOException {
    out.writeShort(status.orElse(Short.MIN_VALUE));
  }

  static OptionalInt readStatus(DataInputStream in) throws IOException {
    int status = in.readShort();
    return status == Short.MIN_VALUE ? OptionalInt.empty() : OptionalInt.of(status);
  }

  static void write(DataOutputStream out, Octets octets) throws IOException {
    out.writeInt(octets.value().length);
    out.write(octets.value());
  }

  /**
   * @throws IOException when there are more than {@code most}, or fewer than announced
   */
  static Octets readOctets(DataInputStream in, int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new IOException("octets of an impossible length");
    }
    byte[] octets = in.readNBytes(length);
    if (octets.length != length) {
      throw new IOException("octets that end too soon");
    }
    return new Octets(octets);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
