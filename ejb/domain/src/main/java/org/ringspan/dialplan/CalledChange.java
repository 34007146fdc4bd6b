package org.ringspan.dialplan;

import java.util.Optional;

/**
 * What a pattern makes of the number it has matched, in this order: discard, mask, prefix.
 *
 * @param discard what is discarded (default nothing)
 * @param mask laid over the rest
 * @param prefix put in front, up to 24 symbols (default empty)
 */
public record CalledChange(Discard discard, Optional<NumberMask> mask, String prefix) {
  /** The number stays. */
  public static final CalledChange NONE = new CalledChange(Discard.NONE, Optional.empty(), "");

  /**
   * @throws IllegalArgumentException when the prefix can't be dialled
   */
  public CalledChange {
    Symbols.requirePrefix(prefix);
  }

  /**
   * {@code number}, which {@code pattern} matches, after the change; perhaps empty.
   *
   * @return at most 72 symbols
   */
  String of(String number, NumberPattern pattern) {
    String rest = number;
    if (discard.preDot()) {
      rest = rest.substring(Math.min(pattern.discardedSymbols(), rest.length()));
    }
    if (discard.trailingHash() && rest.endsWith("#")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    String masked = mask.isPresent() ? mask.get().over(rest) : rest;
    return prefix.isEmpty() ? masked : prefix + masked;
  }

  /**
   * @throws IllegalArgumentException when {@code pattern} has no dot and this needs one
   */
  void requireFits(NumberPattern pattern) {
    if (discard.preDot() && !pattern.hasDiscardPoint()) {
      throw new IllegalArgumentException(
          "pattern " + pattern + " has no dot, so nothing can be discarded before it");
    }
  }
}
