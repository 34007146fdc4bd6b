package org.ringspan.launcher;

import java.security.SecureRandom;

/** Makes passwords that can be read aloud and typed into a telephone. */
final class PasswordGenerator {
  /** Without 0 O o 1 l I i, which are mistaken for each other; 54 characters. */
  static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789";

  /** Characters of a password; more than 90 bits. */
  static final int LENGTH = 16;

  private final SecureRandom random = new SecureRandom();

  String next() {
    var password = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
