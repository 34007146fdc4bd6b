package org.ringspan.reach;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.UserId;
import org.ringspan.configuration.AccessSettings;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.DestinationIndex.Entry;
import org.ringspan.configuration.DestinationIndex.Match;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.MidCallSettings;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;

/**
 * Calls to access numbers, which the server answers itself (design guide pages 21-60 to 21-66):
 *
 * <ol>
 *   <li>The number of feature access means something unless that is switched off.
 *   <li>The numbers of voice access always do; where voice access is switched off no calls are made
 *       by it, but reach is switched all the same (page 21-65).
 *   <li>A trunk that tells the number of exactly one remote destination says who calls, whose user
 *       must be enabled for mobility and have a line, as for every call (page 21-70). What a
 *       telephone inside tells is no proof.
 *   <li>By voice access only those are known who may use it (page 21-61), and in hairpin mode
 *       nobody is (page 21-62).
 *   <li>Anybody else keys in a number of the user's: that of a remote destination, with or without
 *       what comes before its last seven digits, or a number inside as the numeric user ID.
 * </ol>
 *
 * Whoever it is, a PIN has to prove it.
 */
public final class AccessRules {
  private static final int SHORTEST_TAIL = 7;
  private static final int SHORTEST_OWN_TAIL = 4;

  private AccessRules() {}

  /** Rules 1 and 2. */
  static Optional<AccessTerms> termsOf(ReachSettings reach, String called) {
    AccessSettings settings = reach.access();
    if (settings.featureAccess() && settings.featureNumber().filter(called::equals).isPresent()) {
      MidCallSettings keys = reach.midCall();
      return Optional.of(
          new AccessTerms(
              false, true, false, keys.on() ? Optional.of(keys.codes()) : Optional.empty()));
    }
    return settings.voiceNumbers().contains(called)
        ? Optional.of(new AccessTerms(true, settings.voiceAccess(), settings.hairpin()))
        : Optional.empty();
  }

  /** Rules 3 and 4. */
  static Optional<AccessPerson> callerOf(
      ConfigurationSnapshot configuration, IncomingCall call, AccessTerms terms) {
    if (terms.hairpin() || !(call.origin() instanceof CallOrigin.FromTrunk)) {
      return Optional.empty();
    }
    return call.caller()
        .number()
        .flatMap(number -> one(configuration, number))
        .flatMap(entry -> person(configuration, entry))
        .filter(person -> !terms.prompts() || mayUseVoice(configuration, person));
  }

  /**
   * Rule 5, for voice access.
   *
   * @param number what was keyed in
   * @return nothing when it is nobody's, more than one's, or that of somebody who may not use voice
   *     access
   */
  public static Optional<AccessPerson> identified(
      ConfigurationSnapshot configuration, String number) {
    return one(configuration, number)
        .or(() -> one(configuration, "+" + number))
        .or(() -> byTail(configuration, number))
        .flatMap(entry -> person(configuration, entry))
        .or(() -> byLine(configuration, number))
        .filter(person -> mayUseVoice(configuration, person));
  }

  /**
   * Which of a user's own destinations a number is: by all of its digits, or by its last ones, at
   * least four, as long as no other has them.
   */
  public static Optional<AccessPerson> destinationOf(
      ConfigurationSnapshot configuration, UserId user, String number) {
    if (number.length() < SHORTEST_OWN_TAIL) {
      return Optional.empty();
    }
    return only(configuration.user(user).stream()
            .flatMap(known -> known.remoteDestinations().stream())
            .filter(destination -> destination.number().value().endsWith(number))
            .map(destination -> new Entry(user, destination))
            .toList())
        .flatMap(entry -> person(configuration, entry));
  }

  private static Optional<Entry> one(ConfigurationSnapshot configuration, String number) {
    return configuration.destinations().find(number) instanceof Match.One(var entry)
        ? Optional.of(entry)
        : Optional.empty();
  }

  private static Optional<Entry> byTail(ConfigurationSnapshot configuration, String number) {
    if (number.length() < SHORTEST_TAIL) {
      return Optional.empty();
    }
    return only(
        configuration.users().stream()
            .flatMap(
                user ->
                    user.remoteDestinations().stream()
                        .filter(destination -> destination.number().value().endsWith(number))
                        .map(destination -> new Entry(user.id(), destination)))
            .limit(2)
            .toList());
  }

  private static Optional<Entry> only(List<Entry> found) {
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static Optional<AccessPerson> byLine(ConfigurationSnapshot configuration, String number) {
    return DirectoryNumber.in(number)
        .flatMap(configuration::line)
        .or(() -> E164Number.in("+" + number).flatMap(configuration::line))
        .map(Line::owner)
        .flatMap(configuration::user)
        .flatMap(
            user ->
                user.remoteDestinations().stream()
                    .flatMap(
                        destination ->
                            person(configuration, new Entry(user.id(), destination)).stream())
                    .findFirst());
  }

  private static Optional<AccessPerson> person(ConfigurationSnapshot configuration, Entry entry) {
    RemoteDestination destination = entry.destination();
    return configuration
        .user(entry.user())
        .filter(User::mobility)
        .filter(user -> CallerRules.enterpriseLine(configuration, user, destination).isPresent())
        .map(
            user ->
                new AccessPerson(
                    user.id(), destination.number(), user.remoteDestinations().size()));
  }

  private static boolean mayUseVoice(ConfigurationSnapshot configuration, AccessPerson person) {
    return configuration.user(person.user()).filter(User::voiceAccess).isPresent();
  }
}
