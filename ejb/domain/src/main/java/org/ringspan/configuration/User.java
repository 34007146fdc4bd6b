package org.ringspan.configuration;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;

/**
 * A person with a number.
 *
 * @param id what the user logs in with
 * @param name as shown to others
 * @param mobility whether any remote destination of the user may ring (design guide page 21-50)
 * @param profile through which the destinations share the user's lines; without one only those of
 *     dual-mode telephones ring
 * @param declinesEverywhere whether declining a call (603) at one telephone ends it at all of them
 *     (D16)
 * @param remoteDestinations at most 10, in the order of their configuration, no number twice
 */
public record User(
    UserId id,
    String name,
    boolean mobility,
    boolean declinesEverywhere,
    Optional<RemoteDestinationProfile> profile,
    List<RemoteDestination> remoteDestinations) {
  /** Design guide page 21-49. */
  public static final int MAXIMUM_REMOTE_DESTINATIONS = 10;

  /** A user whose profile shares all lines. */
  public User(
      UserId id, String name, boolean mobility, List<RemoteDestination> remoteDestinations) {
    this(
        id, name, mobility, Optional.of(RemoteDestinationProfile.OF_ALL_LINES), remoteDestinations);
  }

  /** A user whose refusal at one telephone is that telephone's only, as is the default. */
  public User(
      UserId id,
      String name,
      boolean mobility,
      Optional<RemoteDestinationProfile> profile,
      List<RemoteDestination> remoteDestinations) {
    this(id, name, mobility, false, profile, remoteDestinations);
  }

  /**
   * @throws IllegalArgumentException when there are too many destinations, or one number twice
   */
  public User {
    remoteDestinations = List.copyOf(remoteDestinations);
    if (remoteDestinations.size() > MAXIMUM_REMOTE_DESTINATIONS) {
      throw new IllegalArgumentException(
          "a user has at most " + MAXIMUM_REMOTE_DESTINATIONS + " remote destinations");
    }
    if (remoteDestinations.stream().map(RemoteDestination::number).distinct().count()
        < remoteDestinations.size()) {
      throw new IllegalArgumentException("a user has each remote destination once");
    }
  }
}
