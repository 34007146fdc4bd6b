package org.ringspan.journal;

import java.util.Arrays;

/**
 * An intent as it stands in the journal.
 *
 * @param version the adapter's version of the form, 0 to 65535
 * @param bytes the intent in that form
 */
@SuppressWarnings("ArrayRecordComponent") // Copied on the way in and out.
public record EncodedIntent(int version, byte[] bytes) {

  /** Characters of a description that are kept. */
  public static final int LONGEST_DESCRIPTION = 200;

  /**
   * A copy is kept.
   *
   * @throws IllegalArgumentException for a version out of range
   */
  public EncodedIntent {
    if (version < 0 || version > 0xFFFF) {
      throw new IllegalArgumentException("version " + version);
    }
    bytes = bytes.clone();
  }

  /** A copy of the bytes. */
  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many bytes there are. */
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedIntent that
        && that.version == version
        && Arrays.equals(that.bytes, bytes);
  }

  @Override
  public int hashCode() {
    return 31 * version + Arrays.hashCode(bytes);
  }

  /** Without the bytes: what they say isn't for logs. */
  @Override
  public String toString() {
    return "intent of version " + version + ", " + bytes.length + " bytes";
  }
}
