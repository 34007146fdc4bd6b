package org.ringspan.dialplan;

import org.ringspan.address.DirectoryNumber;

/** What lies in a partition and can be dialled. */
public sealed interface DialPlanEntry
    permits DialPlanEntry.ToLine,
        DialPlanEntry.ToHuntGroup,
        DialPlanEntry.ToVoicemail,
        DialPlanEntry.ToPark,
        RoutePattern,
        TranslationPattern {
  NumberPattern pattern();

  PartitionName partition();

  /**
   * Whether digit-by-digit dialling ends here although longer numbers are possible; it counts when
   * the entry is the best match of what has been dialled.
   */
  boolean urgent();

  /**
   * A number of a line.
   *
   * @param pattern its directory number or its public number
   */
  record ToLine(NumberPattern pattern, PartitionName partition, DirectoryNumber line)
      implements DialPlanEntry {
    @Override
    public boolean urgent() {
      return false;
    }
  }

  /**
   * A number of a hunt group.
   *
   * @param pattern its pilot number or its public number
   * @param group its pilot number
   */
  record ToHuntGroup(NumberPattern pattern, PartitionName partition, DirectoryNumber group)
      implements DialPlanEntry {
    @Override
    public boolean urgent() {
      return false;
    }
  }

  /**
   * A number at which a call is parked, as it is dialled to park one, or to have the one that is.
   *
   * @param pattern the number itself, or the number behind its prefix
   * @param number where
   * @param retrieves whether it is dialled to have the call
   */
  record ToPark(
      NumberPattern pattern, PartitionName partition, DirectoryNumber number, boolean retrieves)
      implements DialPlanEntry {
    @Override
    public boolean urgent() {
      return false;
    }
  }

  /** The pilot number of the voicemail system. */
  record ToVoicemail(NumberPattern pattern, PartitionName partition, DirectoryNumber pilot)
      implements DialPlanEntry {
    @Override
    public boolean urgent() {
      return false;
    }
  }
}
