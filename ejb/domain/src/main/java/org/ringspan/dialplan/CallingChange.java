package org.ringspan.dialplan;

import java.util.Optional;

/**
 * What a pattern makes of the calling number, in this order: the external number instead of the
 * internal one, mask, prefix.
 *
 * @param useExternal the calling line's public number takes the place of its internal one (design
 *     guide, "Caller ID Transformations": "deliver the calling party number as an enterprise DID
 *     number"); without one the number stays (default false)
 * @param mask laid over a calling number that can be dialled; over a name it isn't
 * @param prefix put in front, up to 24 symbols (default empty)
 * @param presentation whether the called side may see the number (default as it was)
 */
public record CallingChange(
    boolean useExternal, Optional<NumberMask> mask, String prefix, Presentation presentation) {
  /** The calling number stays. */
  public static final CallingChange NONE =
      new CallingChange(false, Optional.empty(), "", Presentation.DEFAULT);

  /**
   * @throws IllegalArgumentException when the prefix can't be dialled
   */
  public CallingChange {
    Symbols.requirePrefix(prefix);
  }

  /** The calling number after this change. */
  public CallingNumber of(CallingNumber caller) {
    Optional<String> base =
        useExternal && caller.external().isPresent() ? caller.external() : caller.number();
    Optional<String> changed = base.map(this::digits);
    return new CallingNumber(
        changed,
        caller.external(),
        presentation == Presentation.DEFAULT ? caller.presentation() : presentation);
  }

  private String digits(String number) {
    if (!Symbols.isNumber(number)) {
      return number;
    }
    String masked = mask.map(form -> form.over(number)).orElse(number);
    return prefix + masked;
  }
}
