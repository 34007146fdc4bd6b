package org.ringspan.journal.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The beginning of a segment.
 *
 * @param format the form of the file
 * @param segment its number
 * @param journal the journal's name, a random number that every key of an intent begins with
 */
public record SegmentHeader(int format, long segment, long journal) {

  /** Bytes of it. */
  public static final int BYTES = 64;

  /** The form that this release writes and reads. */
  public static final int FORMAT = 1;

  private static final byte[] MAGIC = "RINGSPAN-JOURNAL".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECKED = MAGIC.length + 4 + 8 + 8;

  /** As bytes. */
  public byte[] encode() {
    var bytes = ByteBuffer.allocate(BYTES);
    bytes.put(MAGIC).putInt(format).putLong(segment).putLong(journal);
    bytes.putInt(checksum(bytes.array()));
    return bytes.array();
  }

  /** Reads it; empty when it is damaged. */
  public static Optional<SegmentHeader> decode(byte[] file) {
    if (file.length < BYTES
        || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
        || ByteBuffer.wrap(file).getInt(CHECKED) != checksum(file)) {
      return Optional.empty();
    }
    var bytes = ByteBuffer.wrap(file).position(MAGIC.length);
    return Optional.of(new SegmentHeader(bytes.getInt(), bytes.getLong(), bytes.getLong()));
  }

  private static int checksum(byte[] file) {
    var crc = new CRC32C();
    crc.update(file, 0, CHECKED);
    return (int) crc.getValue();
  }
}
