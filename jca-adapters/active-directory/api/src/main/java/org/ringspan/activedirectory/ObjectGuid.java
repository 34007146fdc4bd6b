package org.ringspan.activedirectory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * An objectGUID: given by the domain when an object is made, and kept when it moves, is renamed or
 * deleted.
 *
 * @param value as it is written in words, {@code 6f9619ff-8b86-d011-b42d-00c04fc964ff}
 */
public record ObjectGuid(UUID value) implements ObjectKey, Comparable<ObjectGuid> {
  /**
   * From the 16 octets of the attribute. The first three groups are little-endian, the rest isn't
   * (MS-DTYP 2.3.4.2).
   *
   * @throws IllegalArgumentException for another number of octets
   */
  public static ObjectGuid of(byte[] octets) {
    if (octets.length != 16) {
      throw new IllegalArgumentException("an objectGUID has 16 octets, not " + octets.length);
    }
    var little = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    var high =
        (little.getInt(0) & 0xffff_ffffL) << 32
            | (little.getShort(4) & 0xffffL) << 16
            | (little.getShort(6) & 0xffffL);
    return new ObjectGuid(new UUID(high, ByteBuffer.wrap(octets).getLong(8)));
  }

  /**
   * From its text.
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public static ObjectGuid parse(String text) {
    if (text.length() != 36) {
      throw new IllegalArgumentException("not an objectGUID");
    }
    return new ObjectGuid(UUID.fromString(text));
  }

  /** The 16 octets of the attribute. */
  public byte[] octets() {
    var high = value.getMostSignificantBits();
    var buffer = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
    buffer.order(ByteOrder.BIG_ENDIAN).putLong(value.getLeastSignificantBits());
    return buffer.array();
  }

  @Override
  public int compareTo(ObjectGuid other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
