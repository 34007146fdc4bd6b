package org.ringspan.journal.frame;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A frame is 32 bytes and a record, filled up to a multiple of 8: a magic number, the record's
 * length, a CRC32C of the frame and one of the record, the record's number, and the number of the
 * last record that was durable. The segment's number goes into the checksums, so that what was in
 * the file before it was used again is never taken for a frame of now.
 */
public final class Framing {

  static final int MAGIC = 0x52534A31;
  static final int HEAD = 32;
  static final int ALIGNMENT = 8;

  private Framing() {}

  /** How many bytes a record of so many bytes takes. */
  public static int framed(int length) {
    return (HEAD + length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** A record in its frame. */
  public static byte[] frame(long segment, long number, long durable, byte[] record) {
    var bytes = ByteBuffer.allocate(framed(record.length));
    bytes
        .putInt(MAGIC)
        .putInt(record.length)
        .putInt(0)
        .putInt(checksum(segment, record, 0, record.length));
    bytes.putLong(number).putLong(durable).put(record);
    bytes.putInt(8, headChecksum(segment, bytes.array(), 0));
    return bytes.array();
  }

  static int headChecksum(long segment, byte[] file, int offset) {
    var crc = salted(segment);
    crc.update(file, offset, 8);
    crc.update(file, offset + 12, HEAD - 12);
    return (int) crc.getValue();
  }

  static int checksum(long segment, byte[] file, int offset, int length) {
    var crc = salted(segment);
    crc.update(file, offset, length);
    return (int) crc.getValue();
  }

  private static CRC32C salted(long segment) {
    var crc = new CRC32C();
    for (int shift = 56; shift >= 0; shift -= 8) {
      crc.update((int) (segment >>> shift));
    }
    return crc;
  }
}
