package org.ringspan.registration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Extensions of REGISTER that a phone may name in Supported. */
public enum Extension {
  /** It knows that proxies stay on the way to it (RFC 3327). */
  PATH("path"),
  /** It keeps flows open and calls may come over them (RFC 5626). */
  OUTBOUND("outbound"),
  /** It uses addresses that reach one phone among those of a user (RFC 5627). */
  GRUU("gruu");

  private final String tag;

  Extension(String tag) {
    this.tag = tag;
  }

  /** The option tag. */
  public String tag() {
    return tag;
  }

  /** The extension of an option tag, whatever its case; empty for those that are none of ours. */
  public static Optional<Extension> of(String tag) {
    String lower = tag.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(one -> one.tag.equals(lower)).findFirst();
  }
}
