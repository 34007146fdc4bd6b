package org.ringspan.trunk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a trunk is reached. */
public sealed interface Peers {
  /**
   * At known addresses.
   *
   * @param all at least one, no address and port twice
   */
  record Fixed(List<Peer> all) implements Peers {
    public Fixed {
      all = List.copyOf(all);
      if (all.isEmpty()) {
        throw new IllegalArgumentException("a trunk has at least one peer");
      }
      if (all.stream().map(Peer::toString).distinct().count() < all.size()) {
        throw new IllegalArgumentException("a trunk has a peer twice");
      }
    }
  }

  /**
   * Where a domain says (RFC 3263 section 4): the prober looks it up, by NAPTR and SRV without a
   * port, by the addresses of the name with one.
   *
   * @param name the domain, in lower case
   * @param port 1 to 65535
   */
  record Domain(String name, Optional<Integer> port) implements Peers {
    private static final Pattern FORM =
        Pattern.compile(
            "(?=.{1,253}$)([A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)(\\.[A-Za-z0-9_-]+)*");

    public Domain {
      if (!FORM.matcher(name).matches()) {
        throw new IllegalArgumentException("not a domain name");
      }
      if (port.filter(number -> number < 1 || number > 65_535).isPresent()) {
        throw new IllegalArgumentException("a trunk's port is 1-65535");
      }
      name = name.toLowerCase(Locale.ROOT);
    }
  }
}
