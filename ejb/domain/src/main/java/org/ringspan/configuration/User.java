package org.ringspan.configuration;

import java.util.List;
import org.ringspan.address.UserId;

/**
 * A person with a number.
 *
 * @param id what the user logs in with
 * @param name as shown to others
 * @param mobility whether any remote destination of the user may ring (design guide page 21-50)
 * @param remoteDestinations at most 10, in the order of their configuration
 */
public record User(
    UserId id, String name, boolean mobility, List<RemoteDestination> remoteDestinations) {
  /** Design guide page 21-49. */
  public static final int MAXIMUM_REMOTE_DESTINATIONS = 10;

  public User {
    remoteDestinations = List.copyOf(remoteDestinations);
    if (remoteDestinations.size() > MAXIMUM_REMOTE_DESTINATIONS) {
      throw new IllegalArgumentException(
          "a user has at most " + MAXIMUM_REMOTE_DESTINATIONS + " remote destinations");
    }
  }
}
