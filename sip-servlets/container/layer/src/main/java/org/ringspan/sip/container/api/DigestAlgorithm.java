package org.ringspan.sip.container.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Hash algorithms of digest authentication, strongest first (RFC 8760 section 2.1). */
public enum DigestAlgorithm {
  /** SHA-256, 64 hexadecimal digits. */
  SHA_256("SHA-256", 64),
  /** MD5, 32 hexadecimal digits; kept for phones that know nothing better. */
  MD5("MD5", 32);

  private final String token;
  private final int hexLength;

  DigestAlgorithm(String token, int hexLength) {
    this.token = token;
    this.hexLength = hexLength;
  }

  /** The value of the {@code algorithm} parameter. */
  public String token() {
    return token;
  }

  /** Number of hexadecimal digits of a hash. */
  public int hexLength() {
    return hexLength;
  }

  /**
   * The algorithm a parameter value names, whatever its case.
   *
   * @return empty for an algorithm that isn't offered, among them the {@code -sess} variants
   */
  public static Optional<DigestAlgorithm> of(String token) {
    return switch (token.toUpperCase(Locale.ROOT)) {
      case "SHA-256" -> Optional.of(SHA_256);
      case "MD5" -> Optional.of(MD5);
      default -> Optional.empty();
    };
  }

  /** The lower-case hexadecimal hash of the text's UTF-8 bytes. */
  public String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance(token).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has " + token, e);
    }
  }

  /**
   * The value stored for a password: hash of {@code username:realm:password} (RFC 7616 section
   * 3.4.2).
   */
  public Ha1 ha1(String username, String realm, String password) {
    return new Ha1(hash(username + ":" + realm + ":" + password));
  }
}
