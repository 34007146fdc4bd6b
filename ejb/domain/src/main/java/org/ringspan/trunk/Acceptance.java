package org.ringspan.trunk;

import java.util.Locale;
import java.util.regex.Pattern;

/** How calls of a trunk are told from everybody else's. */
public sealed interface Acceptance {
  /**
   * By where they come from: an address of one of the trunk's peers.
   *
   * @param port whether the port must be the peer's too. That tells a gateway from the phones of
   *     the same host (over UDP the default); over a connection that the trunk opens the port is
   *     never the same
   */
  record ByAddress(boolean port) implements Acceptance {}

  /**
   * By a SIP domain that the certificate names which the trunk shows on a connection (RFC 5922
   * section 7.1).
   *
   * @param name the domain as a whole, in lower case
   */
  record ByTlsName(String name) implements Acceptance {
    private static final Pattern FORM =
        Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    public ByTlsName {
      if (!FORM.matcher(name).matches()) {
        throw new IllegalArgumentException("not a domain name");
      }
      name = name.toLowerCase(Locale.ROOT);
    }
  }

  /**
   * By digest: we challenge it. Its password is kept as those of devices are.
   *
   * @param username 1 to 64 letters, digits, dots, hyphens and underscores; no device has it
   */
  record ByDigest(String username) implements Acceptance {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public ByDigest {
      if (!FORM.matcher(username).matches()) {
        throw new IllegalArgumentException("not a user name: 1-64 of A-Z a-z 0-9 . _ -");
      }
    }
  }
}
