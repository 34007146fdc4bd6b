package org.ringspan.dialplan;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;

/** One step on the way from a dialled number to what it means. */
public sealed interface Step {
  /** A number is looked for in the partitions of a search space. */
  record Searched(String number, List<PartitionName> partitions) implements Step {
    public Searched {
      partitions = List.copyOf(partitions);
    }
  }

  /**
   * An entry is the best match.
   *
   * @param lost the first few others that matched, and why they lost
   * @param lostInAll how many others matched
   */
  record Matched(DialPlanEntry entry, List<Lost> lost, int lostInAll) implements Step {
    /** How many losers a step names. */
    public static final int MOST_NAMED = 5;

    public Matched {
      lost = List.copyOf(lost);
    }
  }

  /** It is an emergency number, dialled after the prefix for outside calls. */
  record OutsidePrefixIgnored(String prefix, String number) implements Step {}

  /** The matched entry changes the called number. */
  record CalledChanged(CalledChange change, String from, String to) implements Step {}

  /** The matched entry changes the calling number. */
  record CallingChanged(CallingChange change) implements Step {}

  /**
   * The translated number is looked up again.
   *
   * @param space the translation's own search space; absent: the caller's
   */
  record Translated(String to, Optional<SearchSpaceName> space) implements Step {}

  /** One translation too many. */
  record TooManyTranslations(int most) implements Step {}

  /** What a pattern has made of the number can't be dialled. */
  record NotDialable(String number) implements Step {}

  /** Nothing matches. */
  record NothingMatched(String number, boolean longerPossible) implements Step {}

  /** It is the name of a user, whose first line is called. */
  record NamedUser(UserId user, DirectoryNumber line) implements Step {}

  /** It is the name of a user whose first line is in a partition that isn't searched. */
  record UserOutOfReach(UserId user, PartitionName partition) implements Step {}
}
