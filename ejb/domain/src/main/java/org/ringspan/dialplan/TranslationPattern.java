package org.ringspan.dialplan;

import java.util.Optional;

/**
 * Numbers that mean other numbers: the number is changed and looked up again.
 *
 * @param space where it is looked up; absent: where the caller was
 * @param urgent digit-by-digit dialling ends here (default true, as in CUCM)
 * @param called what is looked up for the dialled number
 * @param calling what becomes of the calling number
 */
public record TranslationPattern(
    NumberPattern pattern,
    PartitionName partition,
    Optional<SearchSpaceName> space,
    boolean urgent,
    CalledChange called,
    CallingChange calling)
    implements DialPlanEntry {
  /** How many translations may follow each other. */
  public static final int MOST_IN_A_CHAIN = 10;

  /**
   * @throws IllegalArgumentException when digits are to be discarded before a dot that isn't there
   */
  public TranslationPattern {
    called.requireFits(pattern);
  }
}
