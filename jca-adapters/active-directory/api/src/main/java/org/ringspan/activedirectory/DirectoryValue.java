package org.ringspan.activedirectory;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * A value of an attribute: octets, which are read as text, a number, a time, as the reader knows.
 */
public final class DirectoryValue {
  private final byte[] octets;

  private DirectoryValue(byte[] octets) {
    this.octets = octets;
  }

  /** From octets. */
  public static DirectoryValue of(byte[] octets) {
    return new DirectoryValue(octets.clone());
  }

  /** From text. */
  public static DirectoryValue of(String text) {
    return new DirectoryValue(text.getBytes(StandardCharsets.UTF_8));
  }

  /** From a number. */
  public static DirectoryValue of(long number) {
    return of(Long.toString(number));
  }

  /** From a truth; LDAP's are TRUE and FALSE (RFC 4517 3.3.3). */
  public static DirectoryValue of(boolean truth) {
    return of(truth ? "TRUE" : "FALSE");
  }

  /** From a name. */
  public static DirectoryValue of(DistinguishedName name) {
    return of(name.toString());
  }

  /** The octets. */
  public byte[] octets() {
    return octets.clone();
  }

  /** How many octets there are. */
  public int size() {
    return octets.length;
  }

  /**
   * As text.
   *
   * @throws IllegalArgumentException when it isn't UTF-8
   */
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException notText) {
      throw new IllegalArgumentException("a value of " + octets.length + " octets isn't text");
    }
  }

  /**
   * As a number of up to 64 bits.
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public long number() {
    return Long.parseLong(text());
  }

  /**
   * As a truth.
   *
   * @throws IllegalArgumentException when it is neither TRUE nor FALSE
   */
  public boolean truth() {
    return switch (text()) {
      case "TRUE" -> true;
      case "FALSE" -> false;
      default -> throw new IllegalArgumentException("neither TRUE nor FALSE");
    };
  }

  /**
   * As an objectGUID.
   *
   * @throws IllegalArgumentException when it isn't 16 octets long
   */
  public ObjectGuid guid() {
    return ObjectGuid.of(octets);
  }

  /**
   * As a generalised time, such as whenChanged.
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public Instant time() {
    return DirectoryTimes.generalized(text());
  }

  /**
   * As a name.
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public DistinguishedName name() {
    return DistinguishedName.parse(text());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DirectoryValue value && Arrays.equals(octets, value.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** Text, shortened; the number of octets where it is none. */
  @Override
  public String toString() {
    try {
      var text = text();
      return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    } catch (IllegalArgumentException notText) {
      return octets.length + " octets";
    }
  }
}
