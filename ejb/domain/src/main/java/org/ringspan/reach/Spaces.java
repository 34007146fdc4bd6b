package org.ringspan.reach;

import java.util.Optional;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.dialplan.SearchSpace;

/** Which search space holds for whom: the line's first, then that of what it is on. */
final class Spaces {
  private Spaces() {}

  static SearchSpace ofPhone(
      ConfigurationSnapshot configuration, Optional<Line> line, Optional<Device> device) {
    return configuration
        .dialPlan()
        .spaceOf(line.flatMap(Line::searchSpace), device.flatMap(Device::searchSpace));
  }

  /**
   * Of calls from a remote destination: "a concatenation of the Remote Destination Profile line CSS
   * and device-level CSS" (design guide page 21-71).
   */
  static SearchSpace ofProfile(
      ConfigurationSnapshot configuration, Line line, Optional<RemoteDestinationProfile> profile) {
    return configuration
        .dialPlan()
        .spaceOf(line.searchSpace(), profile.flatMap(RemoteDestinationProfile::searchSpace));
  }

  /** In which a user's remote destinations are reached. */
  static SearchSpace rerouting(
      ConfigurationSnapshot configuration, Optional<RemoteDestinationProfile> profile) {
    return configuration
        .dialPlan()
        .reroutingSpace(profile.flatMap(RemoteDestinationProfile::reroutingSearchSpace));
  }

  /** In which the targets of a line's forwards are dialled. */
  static SearchSpace forwarding(ConfigurationSnapshot configuration, Line line) {
    return configuration
        .dialPlan()
        .spaceOf(line.forwarding().searchSpace().or(line::searchSpace), Optional.empty());
  }
}
