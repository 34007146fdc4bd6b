package org.ringspan.configuration;

import java.time.Duration;
import java.time.ZoneId;
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
 * @param deskPickup how long a call waits for the desk after the user has hung up at a remote
 *     destination, 0 to 30000 ms (default 10000 ms, design guide page 21-51); zero: it ends at once
 * @param remoteDestinations at most 10, in the order of their configuration, no number twice
 * @param voiceAccess whether the user is let in by mobile voice access (default yes); feature
 *     access doesn't ask for it
 * @param mail what the user is sent by mail
 * @param language in which the server speaks to the user by telephone; none: the company's
 */
public record User(
    UserId id,
    String name,
    boolean mobility,
    boolean declinesEverywhere,
    Optional<RemoteDestinationProfile> profile,
    List<RemoteDestination> remoteDestinations,
    Duration deskPickup,
    boolean voiceAccess,
    MailWishes mail,
    Optional<Language> language) {
  public static final Duration USUAL_PICKUP = Duration.ofSeconds(10);
  public static final Duration LONGEST_PICKUP = Duration.ofSeconds(30);

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

  /** A user whose calls wait for the desk as long as usual. */
  public User(
      UserId id,
      String name,
      boolean mobility,
      boolean declinesEverywhere,
      Optional<RemoteDestinationProfile> profile,
      List<RemoteDestination> remoteDestinations) {
    this(id, name, mobility, declinesEverywhere, profile, remoteDestinations, USUAL_PICKUP, true);
  }

  /** A user to whom the company's language is spoken. */
  public User(
      UserId id,
      String name,
      boolean mobility,
      boolean declinesEverywhere,
      Optional<RemoteDestinationProfile> profile,
      List<RemoteDestination> remoteDestinations,
      Duration deskPickup,
      boolean voiceAccess,
      MailWishes mail) {
    this(
        id,
        name,
        mobility,
        declinesEverywhere,
        profile,
        remoteDestinations,
        deskPickup,
        voiceAccess,
        mail,
        Optional.empty());
  }

  /** A user who is sent what is usual, had they an address. */
  public User(
      UserId id,
      String name,
      boolean mobility,
      boolean declinesEverywhere,
      Optional<RemoteDestinationProfile> profile,
      List<RemoteDestination> remoteDestinations,
      Duration deskPickup,
      boolean voiceAccess) {
    this(
        id,
        name,
        mobility,
        declinesEverywhere,
        profile,
        remoteDestinations,
        deskPickup,
        voiceAccess,
        MailWishes.USUAL);
  }

  /**
   * @throws IllegalArgumentException when there are too many destinations, one number twice, or the
   *     time is out of its range
   */
  public User {
    remoteDestinations = List.copyOf(remoteDestinations);
    if (deskPickup.isNegative() || deskPickup.compareTo(LONGEST_PICKUP) > 0) {
      throw new IllegalArgumentException("deskPickup is 0-30000 ms");
    }
    if (remoteDestinations.size() > MAXIMUM_REMOTE_DESTINATIONS) {
      throw new IllegalArgumentException(
          "a user has at most " + MAXIMUM_REMOTE_DESTINATIONS + " remote destinations");
    }
    if (remoteDestinations.stream().map(RemoteDestination::number).distinct().count()
        < remoteDestinations.size()) {
      throw new IllegalArgumentException("a user has each remote destination once");
    }
  }

  /** Where the user is: users have no time zone but that of their ring schedules. */
  public Optional<ZoneId> timeZone() {
    return remoteDestinations.stream()
        .map(RemoteDestination::ringSchedule)
        .flatMap(Optional::stream)
        .map(RingSchedule::timeZone)
        .findFirst();
  }
}
