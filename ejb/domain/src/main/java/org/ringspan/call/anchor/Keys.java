package org.ringspan.call.anchor;

import java.util.Optional;
import org.ringspan.configuration.FeatureCodes;
import org.ringspan.configuration.FeatureCodes.Feature;

/**
 * Finds codes among keys (D4): the longest code counts, its keys are nobody else's; all other keys
 * are for the other party.
 *
 * @param pending keys that may still become a code
 * @param passed keys for the other party, the first first
 * @param feature what was asked for
 */
public record Keys(String pending, String passed, Optional<Feature> feature) {
  /** A key after {@code pending}. */
  public static Keys press(FeatureCodes codes, String pending, char key) {
    String keys = pending + key;
    if (codes.goesOn(keys)) {
      return new Keys(keys, "", Optional.empty());
    }
    Optional<Feature> whole = codes.feature(keys);
    if (whole.isPresent()) {
      return new Keys("", "", whole);
    }
    Optional<Feature> shorter = codes.feature(pending);
    if (shorter.isPresent()) {
      // The code was over before this key, which begins anew.
      return new Keys(
          codes.goesOn("" + key) ? "" + key : "", codes.goesOn("" + key) ? "" : "" + key, shorter);
    }
    int from = 1;
    while (from < keys.length()
        && !codes.goesOn(keys.substring(from))
        && codes.feature(keys.substring(from)).isEmpty()) {
      from++;
    }
    String rest = keys.substring(from);
    Optional<Feature> later = codes.goesOn(rest) ? Optional.empty() : codes.feature(rest);
    return new Keys(later.isPresent() ? "" : rest, keys.substring(0, from), later);
  }

  /** No key has come for a while. */
  public static Keys pause(FeatureCodes codes, String pending) {
    Optional<Feature> whole = codes.feature(pending);
    return new Keys("", whole.isPresent() ? "" : pending, whole);
  }
}
