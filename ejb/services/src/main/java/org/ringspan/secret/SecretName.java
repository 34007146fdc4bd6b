package org.ringspan.secret;

import java.util.Locale;
import java.util.Optional;

/** A secret that the server needs to log in elsewhere. */
public enum SecretName {
  /** The password of the account that reads and writes the company directory. */
  DIRECTORY_PASSWORD("ringspan.ad.password"),
  /** The password of the account that hands letters to the mail server. */
  MAIL_PASSWORD("ringspan.mail.password");

  private final String property;

  SecretName(String property) {
    this.property = property;
  }

  /** The setting that it may stand in instead, in clear. */
  public String property() {
    return property;
  }

  /** As it is written in addresses: {@code directory-password}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one that is written so. */
  public static Optional<SecretName> of(String written) {
    for (SecretName name : values()) {
      if (name.written().equals(written)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }
}
