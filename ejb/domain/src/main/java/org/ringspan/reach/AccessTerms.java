package org.ringspan.reach;

/**
 * What an access number offers.
 *
 * @param prompts whether the caller hears what to press: voice access; otherwise it is feature
 *     access, and the caller knows
 * @param calls whether calls may be made; turning reach on and off is possible all the same (design
 *     guide page 21-65)
 * @param hairpin whether the number that calls says nothing about who calls (page 21-62): the
 *     caller keys in the number of a destination; with prompts only
 */
public record AccessTerms(boolean prompts, boolean calls, boolean hairpin) {
  /**
   * @throws IllegalArgumentException for hairpin mode without prompts
   */
  public AccessTerms {
    if (hairpin && !prompts) {
      throw new IllegalArgumentException("without prompts the caller's number says who calls");
    }
  }
}
