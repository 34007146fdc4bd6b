package org.ringspan.media.rtpengine;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * SRTP (RFC 3711) with AES_CM_128_HMAC_SHA1_80 for one direction, as long as sequence numbers don't
 * begin anew.
 */
final class Srtp {

  private static final int HEADER = 12;
  private static final int TAG = 10;

  private final byte[] key;
  private final byte[] authentication;
  private final byte[] salt;

  /**
   * @param inline key and salt as a description has them (RFC 4568 section 6.1)
   */
  Srtp(String inline) {
    byte[] both = Base64.getDecoder().decode(inline);
    byte[] master = Arrays.copyOf(both, 16);
    byte[] masterSalt = Arrays.copyOfRange(both, 16, 30);
    // rfc3711#section-4.3.1: x = key_id XOR master_salt, and the label is above 48 bits of index.
    key = derived(master, masterSalt, 0, 16);
    authentication = derived(master, masterSalt, 1, 20);
    salt = derived(master, masterSalt, 2, 14);
  }

  private static byte[] derived(byte[] master, byte[] salt, int label, int length) {
    BigInteger x = new BigInteger(1, salt).xor(BigInteger.valueOf(label).shiftLeft(48));
    return keyStream(master, x.shiftLeft(16), new byte[length]);
  }

  private static byte[] keyStream(byte[] key, BigInteger vector, byte[] over) {
    try {
      byte[] counter = new byte[16];
      byte[] number = vector.toByteArray();
      for (int i = 1; i <= Math.min(16, number.length); i++) {
        counter[16 - i] = number[number.length - i];
      }
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
      return cipher.doFinal(over);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] crypted(byte[] packet) {
    ByteBuffer header = ByteBuffer.wrap(packet);
    BigInteger vector =
        new BigInteger(1, salt)
            .shiftLeft(16)
            .xor(BigInteger.valueOf(header.getInt(8) & 0xFFFF_FFFFL).shiftLeft(64))
            .xor(BigInteger.valueOf(header.getShort(2) & 0xFFFF).shiftLeft(16));
    byte[] payload = keyStream(key, vector, Arrays.copyOfRange(packet, HEADER, packet.length));
    byte[] out = Arrays.copyOf(packet, packet.length);
    System.arraycopy(payload, 0, out, HEADER, payload.length);
    return out;
  }

  private byte[] tag(byte[] packet) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(authentication, "HmacSHA1"));
      mac.update(packet);
      return Arrays.copyOf(mac.doFinal(new byte[4]), TAG);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An RTP packet as it is sent. */
  byte[] protect(byte[] packet) {
    byte[] encrypted = crypted(packet);
    byte[] sent = Arrays.copyOf(encrypted, encrypted.length + TAG);
    System.arraycopy(tag(encrypted), 0, sent, encrypted.length, TAG);
    return sent;
  }

  /** The RTP packet that was sent; nothing when it isn't authentic. */
  Optional<byte[]> unprotect(byte[] sent) {
    byte[] encrypted = Arrays.copyOf(sent, sent.length - TAG);
    byte[] tag = Arrays.copyOfRange(sent, sent.length - TAG, sent.length);
    return MessageDigest.isEqual(tag(encrypted), tag)
        ? Optional.of(crypted(encrypted))
        : Optional.empty();
  }
}
