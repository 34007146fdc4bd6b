package org.ringspan.trunk;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ringspan.address.E164Number;

/**
 * How a trunk wants numbers written.
 *
 * @param kind the form of public numbers; short and service numbers have only one
 * @param region whose national form, of the kind {@link Kind#NATIONAL} only
 * @param prefix put in front of every number: 0 to 16 digits, {@code *} and {@code #}; after the
 *     plus sign when there is one it would be no number, so that {@link Kind#E164_WITH_PLUS} takes
 *     none
 */
public record NumberFormat(Kind kind, Optional<Region> region, String prefix) {
  private static final Pattern PREFIX = Pattern.compile("[0-9*#]{0,16}");

  /** {@code +14085551234}. */
  public static final NumberFormat PLAIN =
      new NumberFormat(Kind.E164_WITH_PLUS, Optional.empty(), "");

  /** The form of public numbers. */
  public enum Kind {
    /** {@code +14085551234} (RFC 3966 section 5.1.4). */
    E164_WITH_PLUS,
    /** {@code 14085551234}. */
    E164_WITHOUT_PLUS,
    /**
     * As somebody in the region dials it: {@code 4085551234}, {@code 089123456}, {@code 00498912}.
     */
    NATIONAL
  }

  /**
   * @throws IllegalArgumentException when the parts don't fit
   */
  public NumberFormat {
    if (region.isPresent() != (kind == Kind.NATIONAL)) {
      throw new IllegalArgumentException("a region belongs to the national form, and to it only");
    }
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("not a prefix: 0-16 of 0-9 * #");
    }
    if (kind == Kind.E164_WITH_PLUS && !prefix.isEmpty()) {
      throw new IllegalArgumentException("nothing goes before the plus sign");
    }
  }

  /**
   * A number in this form.
   *
   * @param number +E.164, or a short or service number, which gets the prefix only; anything else,
   *     a name for instance, stays as it is
   */
  public String write(String number, NumberingPlan plan) {
    if (kind == Kind.E164_WITH_PLUS || number.isEmpty()) {
      return number;
    }
    return E164Number.in(number)
        .map(global -> prefix + written(global, plan))
        .orElseGet(() -> isDialled(number) ? prefix + number : number);
  }

  private String written(E164Number number, NumberingPlan plan) {
    return region
        .map(at -> plan.dialledFrom(at, number))
        .orElseGet(() -> number.value().substring(1));
  }

  private static boolean isDialled(String number) {
    return number.chars().allMatch(c -> c >= '0' && c <= '9' || c == '*' || c == '#');
  }
}
