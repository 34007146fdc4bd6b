package org.ringspan.configuration;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.HuntGroupName;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.SearchSpaceName;

/**
 * A number that several people take calls for. Each of them is rung by the rules of the own line,
 * but where that line forwards counts for nothing.
 *
 * @param name what administrators call it
 * @param number the pilot: what is dialled inside; no line has it
 * @param did the public number that reaches it from outside, and that trunks are told as the one
 *     that diverts
 * @param partition where its number lies; absent: where lines usually lie
 * @param algorithm in which order the members ring
 * @param members at most 20, no line twice, in their order
 * @param ringFor how long one member rings, or all of them when they ring together, before the call
 *     goes on: 5 to 120 s (default 15 s)
 * @param mobiles whether remote destinations of members ring (default yes)
 * @param then where a call goes that nobody takes; absent: the caller is told
 * @param searchSpace in which a number of {@code then} is dialled; absent: that of phones
 */
public record HuntGroup(
    HuntGroupName name,
    DirectoryNumber number,
    Optional<E164Number> did,
    Optional<PartitionName> partition,
    Algorithm algorithm,
    List<Member> members,
    Duration ringFor,
    boolean mobiles,
    Optional<HuntTarget> then,
    Optional<SearchSpaceName> searchSpace) {
  public static final int MOST_MEMBERS = 20;
  public static final Duration USUAL_RINGING = Duration.ofSeconds(15);
  public static final Duration SHORTEST_RINGING = Duration.ofSeconds(5);
  public static final Duration LONGEST_RINGING = Duration.ofSeconds(120);

  /** In which order members ring. */
  public enum Algorithm {
    /** All at once. */
    RING_ALL,
    /** One after the other, from the first. */
    IN_ORDER,
    /** One after the other, beginning with whose last call ended the longest time ago. */
    LONGEST_IDLE
  }

  /**
   * Somebody who takes calls for the group.
   *
   * @param line by which line
   * @param loggedIn whether calls of the group ring there now (default yes)
   * @param ringFor how long, when they ring one after the other; absent: as long as others
   */
  public record Member(DirectoryNumber line, boolean loggedIn, Optional<Duration> ringFor) {
    /**
     * @throws IllegalArgumentException when the time is out of its range
     */
    public Member {
      ringFor.ifPresent(HuntGroup::requireTime);
    }

    /** A member who is there, and rings as long as others. */
    public Member(DirectoryNumber line) {
      this(line, true, Optional.empty());
    }

    /** The same, there or not. */
    public Member loggedIn(boolean now) {
      return new Member(line, now, ringFor);
    }
  }

  /**
   * @throws IllegalArgumentException when there are too many members, one line twice, or a time is
   *     out of its range
   */
  public HuntGroup {
    members = List.copyOf(members);
    requireTime(ringFor);
    if (members.size() > MOST_MEMBERS) {
      throw new IllegalArgumentException("a hunt group has at most " + MOST_MEMBERS + " members");
    }
    Set<DirectoryNumber> lines = new HashSet<>();
    for (Member member : members) {
      if (!lines.add(member.line())) {
        throw new IllegalArgumentException("line " + member.line() + " is a member twice");
      }
    }
  }

  private static void requireTime(Duration time) {
    if (time.compareTo(SHORTEST_RINGING) < 0 || time.compareTo(LONGEST_RINGING) > 0) {
      throw new IllegalArgumentException("ringFor is 5000-120000 ms");
    }
  }

  /** How long a member rings alone. */
  public Duration ringsFor(Member member) {
    return member.ringFor().orElse(ringFor);
  }

  /** The same with other members. */
  public HuntGroup with(List<Member> others) {
    return new HuntGroup(
        name, number, did, partition, algorithm, others, ringFor, mobiles, then, searchSpace);
  }
}
