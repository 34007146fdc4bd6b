package org.ringspan.activedirectory.ldap;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The value of the DirSync control (MS-ADTS 3.1.1.3.4.1.3): {@code SEQUENCE { INTEGER, INTEGER,
 * OCTET STRING }}, flags, octets at most and cookie on the way there; whether more follows,
 * nothing, and cookie on the way back.
 */
final class DirSyncControl {
  /** Object identifier. */
  static final String OID = "1.2.840.113556.1.4.841";

  /** Only what the account may read; without it the account needs the right to replicate. */
  static final int OBJECT_SECURITY = 0x1;

  /** Parents before their children. */
  static final int ANCESTORS_FIRST = 0x800;

  private DirSyncControl() {}

  /** What came back. */
  record Answer(boolean more, byte[] cookie) {}

  static byte[] encode(int flags, int octets, byte[] cookie) {
    var inner = new ByteArrayOutputStream();
    field(inner, 0x02, BigInteger.valueOf(flags).toByteArray());
    field(inner, 0x02, BigInteger.valueOf(octets).toByteArray());
    field(inner, 0x04, cookie);
    var outer = new ByteArrayOutputStream();
    field(outer, 0x30, inner.toByteArray());
    return outer.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      var length = BigInteger.valueOf(content.length).toByteArray();
      var from = length[0] == 0 ? 1 : 0;
      out.write(0x80 | length.length - from);
      out.write(length, from, length.length - from);
    }
    out.writeBytes(content);
  }

  /**
   * Reads an answer.
   *
   * @throws IllegalArgumentException when it isn't one
   */
  static Answer decode(byte[] value) {
    var sequence = new Reader(value).field(0x30);
    var fields = new Reader(sequence);
    var more = fields.field(0x02);
    fields.field(0x02);
    var cookie = fields.field(0x04);
    if (more.length == 0 || more.length > 4) {
      throw new IllegalArgumentException("not an answer of DirSync");
    }
    return new Answer(new BigInteger(more).signum() != 0, cookie);
  }

  private static final class Reader {
    private final byte[] octets;
    private int at;

    Reader(byte[] octets) {
      this.octets = octets;
    }

    byte[] field(int tag) {
      if (octet() != tag) {
        throw new IllegalArgumentException("not an answer of DirSync");
      }
      var length = octet();
      if (length >= 0x80) {
        var count = length & 0x7f;
        if (count < 1 || count > 3) {
          throw new IllegalArgumentException("not an answer of DirSync");
        }
        length = 0;
        for (var i = 0; i < count; i++) {
          length = length << 8 | octet();
        }
      }
      if (length > octets.length - at) {
        throw new IllegalArgumentException("not an answer of DirSync");
      }
      at += length;
      return Arrays.copyOfRange(octets, at - length, at);
    }

    private int octet() {
      if (at == octets.length) {
        throw new IllegalArgumentException("not an answer of DirSync");
      }
      return octets[at++] & 0xff;
    }
  }
}
