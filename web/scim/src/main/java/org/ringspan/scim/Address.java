package org.ringspan.scim;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ringspan.identity.Role;

/**
 * What is asked for. Only what is known here comes to the library, which is generous about
 * addresses: it looks at their ends.
 *
 * @param id of one thing, or {@code .search}; empty: all of them
 */
record Address(String endpoint, Optional<String> id) {
  static final String VERSION = "v2";

  private static final String SEARCH = ".search";
  private static final String ME = "Me";
  private static final String BULK = "Bulk";
  private static final Set<String> THINGS = Set.of("Users", "Groups");
  private static final Set<String> DESCRIPTIONS = Set.of("ResourceTypes", "Schemas");
  private static final Set<String> SINGLE = Set.of("ServiceProviderConfig", BULK, ME);
  private static final Pattern ID = Pattern.compile("[0-9]{1,18}|\\.search");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:._-]{1,200}");

  /**
   * What a path asks for; empty: nothing that there is.
   *
   * @param path behind {@code /identity/scim}
   * @param domain ours
   */
  static Optional<Address> of(String path, String domain) {
    String[] parts = path.split("/", -1);
    if (parts.length < 4
        || parts.length > 5
        || !parts[0].isEmpty()
        || !parts[1].equalsIgnoreCase(domain)
        || !parts[2].equals(VERSION)) {
      return Optional.empty();
    }
    Optional<String> id =
        parts.length == 5 && !parts[4].isEmpty() ? Optional.of(parts[4]) : Optional.empty();
    Address address = new Address(parts[3], id);
    return address.isKnown() ? Optional.of(address) : Optional.empty();
  }

  /** One user. */
  static Address ofUser(long id) {
    return new Address("Users", Optional.of(Long.toString(id)));
  }

  private boolean isKnown() {
    if (THINGS.contains(endpoint)) {
      return id.filter(it -> !ID.matcher(it).matches()).isEmpty();
    }
    if (DESCRIPTIONS.contains(endpoint)) {
      return id.filter(it -> !NAME.matcher(it).matches()).isEmpty();
    }
    return SINGLE.contains(endpoint) && id.isEmpty();
  }

  /** Whether it is a search with its parameters in the body. */
  boolean isSearch() {
    return THINGS.contains(endpoint) && id.filter(SEARCH::equals).isPresent();
  }

  /** Whether it is many operations at once. */
  boolean isBulk() {
    return endpoint.equals(BULK);
  }

  /** Whether who asks means the own user. */
  boolean isSelf() {
    return endpoint.equals(ME);
  }

  /** Who may read it. */
  Role readers() {
    return THINGS.contains(endpoint) ? Role.SUPPORT : Role.USER;
  }

  /** Behind the version. */
  String path() {
    return "/"
        + endpoint
        + id.map(it -> "/" + URLEncoder.encode(it, StandardCharsets.UTF_8)).orElse("");
  }
}
