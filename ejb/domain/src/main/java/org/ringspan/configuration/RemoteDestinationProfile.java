package org.ringspan.configuration;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.dialplan.SearchSpaceName;

/**
 * The virtual telephone of a user's remote destinations (design guide page 21-49): it shares lines
 * with the user's desk phones, and what it is set to holds for calls to and from the destinations.
 *
 * @param lines the lines it shares; absent: all lines of the user
 * @param searchSpace the device-level search space of calls from the destinations, after the line's
 *     (page 21-69)
 * @param reroutingSearchSpace in which the destinations are reached; absent: the domain's (page
 *     21-69)
 * @param pool the device pool of calls from the destinations that no trunk of a pool has brought
 * @param userHoldSource the name of what a held caller hears when the user holds; absent: the
 *     domain's
 * @param networkHoldSource the name of what a held caller hears when the system holds
 */
public record RemoteDestinationProfile(
    Optional<List<DirectoryNumber>> lines,
    Optional<SearchSpaceName> searchSpace,
    Optional<SearchSpaceName> reroutingSearchSpace,
    Optional<DevicePoolName> pool,
    Optional<String> userHoldSource,
    Optional<String> networkHoldSource) {
  /** All lines of the user, and everything else as the domain has it. */
  public static final RemoteDestinationProfile OF_ALL_LINES =
      new RemoteDestinationProfile(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public RemoteDestinationProfile {
    lines = lines.map(List::copyOf);
  }

  /** Whether the profile shares this line of its user. */
  public boolean shares(DirectoryNumber line) {
    return lines.map(shared -> shared.contains(line)).orElse(true);
  }
}
