package org.ringspan.identity.adapter;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals texts and octets with AES-GCM (NIST SP 800-38D): 96 random bits, then the text and a tag of
 * 128 bits. What is sealed opens only for the purpose it was sealed for, so it can't be moved to
 * another row.
 */
public final class SecretBox {
  private static final String VERSION = "1:";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  public SecretBox(SecretKey key) {
    this.key = key;
  }

  /** Seals {@code text} for {@code purpose}; twice the same gives two different results. */
  String seal(String text, String purpose) {
    return VERSION
        + Base64.getEncoder().encodeToString(seal(text.getBytes(StandardCharsets.UTF_8), purpose));
  }

  /** Seals octets for {@code purpose}; twice the same gives two different results. */
  public byte[] seal(byte[] plain, String purpose) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = new byte[NONCE_BYTES + plain.length + TAG_BITS / 8];
    System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
    try {
      cipher(Cipher.ENCRYPT_MODE, nonce, purpose)
          .doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM can't seal", e);
    }
    return sealed;
  }

  /**
   * The text that was sealed for {@code purpose}.
   *
   * @throws GeneralSecurityException when it was sealed with another key, for another purpose, or
   *     was changed
   */
  String open(String sealed, String purpose) throws GeneralSecurityException {
    if (!sealed.startsWith(VERSION)) {
      throw new GeneralSecurityException("not a sealed text of version 1");
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not a sealed text", e);
    }
    return new String(open(bytes, purpose), StandardCharsets.UTF_8);
  }

  /**
   * The octets that were sealed for {@code purpose}.
   *
   * @throws GeneralSecurityException when they were sealed with another key, for another purpose,
   *     or were changed
   */
  public byte[] open(byte[] sealed, String purpose) throws GeneralSecurityException {
    if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
      throw new GeneralSecurityException("something sealed that was cut");
    }
    byte[] nonce = java.util.Arrays.copyOf(sealed, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, nonce, purpose)
        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
