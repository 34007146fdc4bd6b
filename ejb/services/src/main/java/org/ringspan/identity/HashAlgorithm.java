package org.ringspan.identity;

/** The hashes a device's password is kept in. */
public enum HashAlgorithm {
  /** For phones that know nothing better. */
  MD5("MD5"),
  SHA256("SHA-256");

  private final String token;

  HashAlgorithm(String token) {
    this.token = token;
  }

  /** The value of the {@code algorithm} parameter, also the name Java knows it by. */
  public String token() {
    return token;
  }
}
