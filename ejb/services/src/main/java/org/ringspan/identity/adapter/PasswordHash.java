package org.ringspan.identity.adapter;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The hash of a user's password: PBKDF2 with HMAC-SHA-512 and 64 bytes, of the password in the
 * Unicode form NFKC. The server's own realm reads it as {@code scram-sha-512} (RFC 5802), so the
 * same row serves both.
 *
 * @param hash in base64
 * @param salt in base64
 * @param iterations how often the password is hashed, at least 1
 */
public record PasswordHash(String hash, String salt, int iterations) {
  private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
  private static final int ITERATIONS = 210_000;
  private static final int SALT_BYTES = 32;
  private static final int HASH_BYTES = 64;

  /** A new hash of {@code password}; twice the same gives two different results. */
  public static PasswordHash of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return new PasswordHash(
        base64.encodeToString(derived(password, salt, ITERATIONS)),
        base64.encodeToString(salt),
        ITERATIONS);
  }

  /** Whether it is the hash of {@code password}. Takes about a tenth of a second. */
  public boolean isOf(String password) {
    byte[] given = derived(password, Base64.getDecoder().decode(salt), iterations);
    return MessageDigest.isEqual(given, Base64.getDecoder().decode(hash));
  }

  private static byte[] derived(String password, byte[] salt, int iterations) {
    String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
    PBEKeySpec given = new PBEKeySpec(normal.toCharArray(), salt, iterations, HASH_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(given).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    } finally {
      given.clearPassword();
    }
  }

  @Override
  public String toString() {
    return "PasswordHash[hidden]";
  }
}
