package org.ringspan.provisioning;

import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service that is told of our people (RFC 7644).
 *
 * @param address where it is, such as {@code https://identity.example/scim/v2}; without TLS only on
 *     this machine
 * @param tokenAddress where tokens are got with the secret (RFC 6749 section 4.4); empty: the
 *     secret is the token
 * @param client the name under which tokens are got; there exactly when there is a tokenAddress
 * @param groups whether groups are told too
 * @param mostDeactivated of how many users in a hundred a run may take the login away, 0 to 100
 * @param dailyAt when a run begins each day, by the clock of the server
 */
public record Target(
    String address,
    Optional<String> tokenAddress,
    Optional<String> client,
    boolean groups,
    int mostDeactivated,
    Optional<LocalTime> dailyAt) {
  /** The longest address and name, in characters. */
  public static final int LONGEST = 1000;

  private static final Pattern SECURE =
      Pattern.compile("https://[A-Za-z0-9.\\-\\[\\]:]+(/[!-~]*)?");
  private static final Pattern HERE =
      Pattern.compile(
          "http://(localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1\\])(:[0-9]{1,5})?(/[!-~]*)?");

  /** What is wrong, by the names of the fields. */
  public Map<String, String> faults() {
    Map<String, String> faults = new LinkedHashMap<>();
    if (!isAddress(address)) {
      faults.put("address", "an address begins with https://, or http:// on this machine");
    }
    if (tokenAddress.filter(text -> !isAddress(text)).isPresent()) {
      faults.put("tokenAddress", "an address begins with https://, or http:// on this machine");
    }
    if (tokenAddress.isPresent() != client.isPresent()) {
      faults.put("client", "tokenAddress and client belong together");
    }
    if (client.filter(Target::isNoName).isPresent()) {
      faults.put("client", "has 1-" + LONGEST + " printable characters");
    }
    if (mostDeactivated < 0 || mostDeactivated > 100) {
      faults.put("mostDeactivated", "is 0-100");
    }
    return faults;
  }

  private static boolean isAddress(String text) {
    return text.length() <= LONGEST
        && text.indexOf('?') < 0
        && text.indexOf('#') < 0
        && (SECURE.matcher(text).matches() || HERE.matcher(text).matches());
  }

  private static boolean isNoName(String text) {
    return text.isBlank()
        || text.length() > LONGEST
        || text.chars().anyMatch(Character::isISOControl);
  }
}
