package org.ringspan.trunk;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ringspan.address.E164Number;
import org.ringspan.dialplan.SearchSpaceName;

/**
 * How numbers are written on a trunk; inside they are +E.164.
 *
 * @param called the form in which we call numbers there
 * @param calling the form in which we show callers there
 * @param incomingRegion in whose forms the trunk writes numbers; none: it writes +E.164
 * @param incomingPrefix what the trunk puts in front of called numbers: 0 to 16 digits, {@code *}
 *     and {@code #}
 * @param callingTransformations where the patterns are looked for that change a caller's number
 *     before it is written; none: nothing changes it
 * @param calledTransformations the same for a called number
 */
public record TrunkNumbers(
    NumberFormat called,
    NumberFormat calling,
    Optional<Region> incomingRegion,
    String incomingPrefix,
    Optional<SearchSpaceName> callingTransformations,
    Optional<SearchSpaceName> calledTransformations) {
  private static final Pattern PREFIX = Pattern.compile("[0-9*#]{0,16}");

  /** +E.164 everywhere. */
  public static final TrunkNumbers GLOBAL =
      new TrunkNumbers(NumberFormat.PLAIN, NumberFormat.PLAIN, Optional.empty(), "");

  /** Numbers that no pattern changes on their way out. */
  public TrunkNumbers(
      NumberFormat called,
      NumberFormat calling,
      Optional<Region> incomingRegion,
      String incomingPrefix) {
    this(called, calling, incomingRegion, incomingPrefix, Optional.empty(), Optional.empty());
  }

  /**
   * @throws IllegalArgumentException when the prefix has another form
   */
  public TrunkNumbers {
    if (!PREFIX.matcher(incomingPrefix).matches()) {
      throw new IllegalArgumentException("not a prefix: 0-16 of 0-9 * #");
    }
  }

  /**
   * A number called from the trunk as we know it: +E.164 wherever it can be.
   *
   * <ol>
   *   <li>the trunk's prefix is taken off;
   *   <li>+E.164 is left alone;
   *   <li>what the region's plan knows becomes +E.164;
   *   <li>everything else, short numbers and names, stays.
   * </ol>
   */
  public String calledInside(String number, NumberingPlan plan) {
    boolean prefixed = !incomingPrefix.isEmpty() && number.startsWith(incomingPrefix);
    return inside(prefixed ? number.substring(incomingPrefix.length()) : number, plan);
  }

  /** A caller's number from the trunk as we know it; the prefix is for called numbers only. */
  public String callingInside(String number, NumberingPlan plan) {
    return inside(number, plan);
  }

  private String inside(String number, NumberingPlan plan) {
    if (number.startsWith("+") || incomingRegion.isEmpty() || !isDigits(number)) {
      return number;
    }
    return plan.globalised(number, incomingRegion.get()).map(E164Number::value).orElse(number);
  }

  private static boolean isDigits(String number) {
    return !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
