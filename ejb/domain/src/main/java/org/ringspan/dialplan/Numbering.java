package org.ringspan.dialplan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;

/**
 * What a domain has that can be dialled without a pattern.
 *
 * @param lines all lines; a number is that of one line in the whole domain
 * @param huntGroups their pilot numbers, which no line has
 * @param parks numbers at which calls are parked, which nothing else has
 * @param primaryLines the line that a user's name reaches
 * @param voicemailPilot in the default partition of lines
 * @param defaultTrunk where {@link PartitionName#OUTSIDE} leads; absent: nowhere
 */
public record Numbering(
    List<NumberedLine> lines,
    List<NumberedLine> huntGroups,
    List<ParkedNumber> parks,
    Map<UserId, DirectoryNumber> primaryLines,
    Optional<DirectoryNumber> voicemailPilot,
    Optional<TrunkName> defaultTrunk) {
  public Numbering {
    lines = List.copyOf(lines);
    huntGroups = List.copyOf(huntGroups);
    parks = List.copyOf(parks);
    primaryLines = Map.copyOf(primaryLines);
  }

  /** Without numbers at which calls are parked. */
  public Numbering(
      List<NumberedLine> lines,
      List<NumberedLine> huntGroups,
      Map<UserId, DirectoryNumber> primaryLines,
      Optional<DirectoryNumber> voicemailPilot,
      Optional<TrunkName> defaultTrunk) {
    this(lines, huntGroups, List.of(), primaryLines, voicemailPilot, defaultTrunk);
  }

  /** Without hunt groups. */
  public Numbering(
      List<NumberedLine> lines,
      Map<UserId, DirectoryNumber> primaryLines,
      Optional<DirectoryNumber> voicemailPilot,
      Optional<TrunkName> defaultTrunk) {
    this(lines, List.of(), primaryLines, voicemailPilot, defaultTrunk);
  }

  /** Nothing can be dialled. */
  public static final Numbering NONE =
      new Numbering(List.of(), Map.of(), Optional.empty(), Optional.empty());

  /**
   * The numbers of one line or hunt group.
   *
   * @param partition where its number lies; absent: in the default partition of lines
   * @param did lies in {@link PartitionName#DIDS}
   */
  public record NumberedLine(
      DirectoryNumber number, Optional<E164Number> did, Optional<PartitionName> partition) {}

  /**
   * A number at which a call is parked.
   *
   * @param partition where it lies; absent: in the default partition of lines
   * @param retrieval what is dialled to have the call
   */
  public record ParkedNumber(
      DirectoryNumber number, Optional<PartitionName> partition, String retrieval) {}
}
