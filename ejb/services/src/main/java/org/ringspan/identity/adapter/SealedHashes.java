package org.ringspan.identity.adapter;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.identity.HashAlgorithm;

/**
 * The HA1 values of a device as they lie in the database. They are as good as the password, so they
 * are sealed.
 *
 * @param md5 for {@link HashAlgorithm#MD5}
 * @param sha256 for {@link HashAlgorithm#SHA256}
 */
public record SealedHashes(Optional<String> md5, Optional<String> sha256) {

  /** The hashes of {@code password} in {@code realm} (RFC 7616 section 3.4.2), sealed. */
  static SealedHashes of(SecretBox box, DeviceName device, String realm, String password) {
    return new SealedHashes(
        Optional.of(sealed(box, device, realm, password, HashAlgorithm.MD5)),
        Optional.of(sealed(box, device, realm, password, HashAlgorithm.SHA256)));
  }

  private static String sealed(
      SecretBox box, DeviceName device, String realm, String password, HashAlgorithm algorithm) {
    return box.seal(ha1(device, realm, password, algorithm), purpose(device, algorithm));
  }

  private static String ha1(
      DeviceName device, String realm, String password, HashAlgorithm algorithm) {
    String text = device + ":" + realm + ":" + password;
    try {
      byte[] hash =
          MessageDigest.getInstance(algorithm.token())
              .digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm.token(), e);
    }
  }

  private static String purpose(DeviceName device, HashAlgorithm algorithm) {
    return "device/" + device + "/" + algorithm.token();
  }

  /**
   * The hash of {@code device}, in lower-case hexadecimal; empty when it has none.
   *
   * @throws GeneralSecurityException when it was sealed with another key or for another device
   */
  Optional<String> open(SecretBox box, DeviceName device, HashAlgorithm algorithm)
      throws GeneralSecurityException {
    Optional<String> sealed =
        switch (algorithm) {
          case MD5 -> md5;
          case SHA256 -> sha256;
        };
    return sealed.isEmpty()
        ? sealed
        : Optional.of(box.open(sealed.get(), purpose(device, algorithm)));
  }

  @Override
  public String toString() {
    return "SealedHashes[hidden]";
  }
}
