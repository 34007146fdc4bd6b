package org.ringspan.configuration;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How users call in from outside to make calls as from the desk, and to switch reach on and off by
 * keys (design guide pages 21-60 to 21-66).
 *
 * @param featureNumber the number of enterprise feature access, as calls come for it; none: there
 *     is no such access
 * @param voiceNumbers the numbers of mobile voice access, at most 20
 * @param featureAccess whether calls to the feature access number are taken (default yes)
 * @param voiceAccess whether calls may be made by voice access; reach is switched all the same
 *     (default yes)
 * @param hairpin whether the numbers of those who call the voice access numbers say nothing about
 *     them, since they come by another server (page 21-62): everybody keys in who it is (default
 *     no)
 * @param blockedNumbers what can't be called by either, as dialled, at most 100
 */
public record AccessSettings(
    Optional<String> featureNumber,
    List<String> voiceNumbers,
    boolean featureAccess,
    boolean voiceAccess,
    boolean hairpin,
    List<String> blockedNumbers) {
  public static final int MOST_VOICE_NUMBERS = 20;
  public static final int MOST_BLOCKED_NUMBERS = 100;

  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{2,24}");
  private static final Pattern DIALLED = Pattern.compile("[0-9*]{1,32}");

  /** No access numbers. */
  public static final AccessSettings DEFAULT =
      new AccessSettings(Optional.empty(), List.of(), true, true, false, List.of());

  /**
   * @throws IllegalArgumentException when a number has another form, one stands twice, or there are
   *     too many
   */
  public AccessSettings {
    voiceNumbers = List.copyOf(voiceNumbers);
    blockedNumbers = List.copyOf(blockedNumbers);
    if (voiceNumbers.size() > MOST_VOICE_NUMBERS) {
      throw new IllegalArgumentException(
          "there are at most " + MOST_VOICE_NUMBERS + " voiceAccessNumbers");
    }
    if (blockedNumbers.size() > MOST_BLOCKED_NUMBERS) {
      throw new IllegalArgumentException(
          "there are at most " + MOST_BLOCKED_NUMBERS + " blockedNumbers");
    }
    HashSet<String> numbers = new HashSet<>(voiceNumbers);
    if (numbers.size() < voiceNumbers.size()
        || featureNumber.isPresent() && !numbers.add(featureNumber.get())) {
      throw new IllegalArgumentException("no access number stands twice");
    }
    if (!numbers.stream().allMatch(number -> NUMBER.matcher(number).matches())) {
      throw new IllegalArgumentException("an access number is an optional + and 2-24 digits");
    }
    if (!blockedNumbers.stream().allMatch(number -> DIALLED.matcher(number).matches())) {
      throw new IllegalArgumentException("a blocked number is 1-32 of 0-9 *");
    }
  }
}
