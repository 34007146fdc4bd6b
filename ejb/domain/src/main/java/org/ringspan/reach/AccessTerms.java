package org.ringspan.reach;

import java.util.Optional;
import org.ringspan.configuration.FeatureCodes;

/**
 * What an access number offers.
 *
 * @param prompts whether the caller hears what to press: voice access; otherwise it is feature
 *     access, and the caller knows
 * @param calls whether calls may be made; turning reach on and off is possible all the same (design
 *     guide page 21-65)
 * @param hairpin whether the number that calls says nothing about who calls (page 21-62): the
 *     caller keys in the number of a destination; with prompts only
 * @param joining the codes by which whoever calls may call somebody to join that call with the one
 *     on hold (table 21-2); without prompts only, and where mid-call features are on
 */
public record AccessTerms(
    boolean prompts, boolean calls, boolean hairpin, Optional<FeatureCodes> joining) {
  /**
   * @throws IllegalArgumentException for hairpin mode without prompts
   */
  public AccessTerms {
    if (hairpin && !prompts) {
      throw new IllegalArgumentException("without prompts the caller's number says who calls");
    }
  }

  /** Terms without calls that are joined. */
  public AccessTerms(boolean prompts, boolean calls, boolean hairpin) {
    this(prompts, calls, hairpin, Optional.empty());
  }

  /** Whether these keys begin a call that is to be joined with the one on hold. */
  public boolean joins(String keys) {
    return joining
        .filter(codes -> keys.equals(codes.transfer()) || keys.equals(codes.conference()))
        .isPresent();
  }

  /** Whether these keys, behind a park number, have the call on hold parked there. */
  public boolean parks(String keys) {
    return joining.filter(codes -> keys.equals(codes.transfer())).isPresent();
  }
}
