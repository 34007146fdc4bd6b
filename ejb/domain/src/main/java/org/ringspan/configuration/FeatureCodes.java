package org.ringspan.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The keys of each feature ("Enterprise Feature Access Codes", design guide table 21-2): 2 to 8 of
 * {@code 0123456789*#}, no two alike.
 *
 * @param hold the other party is on hold until any telephone of the user takes the call (default
 *     *81)
 * @param exclusiveHold only this telephone takes it from hold (default *82)
 * @param resume takes the call from hold (default *83)
 * @param transfer joins the other party and the one asked back (default *84)
 * @param conference joins all three (default *85)
 * @param handoff rings the desk telephones, to which the call moves (default *74)
 * @param mobility the mobility key of a desk telephone, which dials it, or refers a call to it: the
 *     call goes to the mobile, and where there is none reach is turned on or off (default *76);
 *     absent: telephones have no such key
 */
public record FeatureCodes(
    String hold,
    String exclusiveHold,
    String resume,
    String transfer,
    String conference,
    String handoff,
    Optional<String> mobility) {
  private static final Pattern CODE = Pattern.compile("[0-9*#]{2,8}");

  /** The guide's. */
  public static final FeatureCodes DEFAULT =
      new FeatureCodes("*81", "*82", "*83", "*84", "*85", "*74", Optional.of("*76"));

  /** What keys can ask for. */
  public enum Feature {
    HOLD,
    EXCLUSIVE_HOLD,
    RESUME,
    TRANSFER,
    CONFERENCE,
    HANDOFF
  }

  /**
   * @throws IllegalArgumentException when one is no code, or two are alike
   */
  public FeatureCodes {
    Set<String> codes = new HashSet<>();
    List<String> all =
        new ArrayList<>(Arrays.asList(hold, exclusiveHold, resume, transfer, conference, handoff));
    mobility.ifPresent(all::add);
    for (String code : all) {
      if (!CODE.matcher(code).matches()) {
        throw new IllegalArgumentException("a feature code is 2 to 8 of 0-9, * and #");
      }
      if (!codes.add(code)) {
        throw new IllegalArgumentException("two features have the code " + code);
      }
    }
  }

  /** The keys of each. */
  public Map<Feature, String> all() {
    Map<Feature, String> all = new EnumMap<>(Feature.class);
    all.put(Feature.HOLD, hold);
    all.put(Feature.EXCLUSIVE_HOLD, exclusiveHold);
    all.put(Feature.RESUME, resume);
    all.put(Feature.TRANSFER, transfer);
    all.put(Feature.CONFERENCE, conference);
    all.put(Feature.HANDOFF, handoff);
    return all;
  }

  /** Which feature has exactly these keys. */
  public Optional<Feature> feature(String keys) {
    return all().entrySet().stream()
        .filter(entry -> entry.getValue().equals(keys))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether a longer code begins with these keys. */
  public boolean goesOn(String keys) {
    return all().values().stream()
        .anyMatch(code -> code.length() > keys.length() && code.startsWith(keys));
  }
}
