package org.ringspan.configuration;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.dialplan.Resolution;
import org.ringspan.dialplan.SearchSpace;

/** The hunt groups of a domain by their numbers. Immutable. */
public final class HuntGroups {
  /** How many groups a call goes through at most. */
  public static final int MOST_IN_A_CHAIN = 5;

  private final Map<DirectoryNumber, HuntGroup> byNumber = new LinkedHashMap<>();
  private final Map<E164Number, HuntGroup> byDid = new HashMap<>();

  /**
   * @throws IllegalArgumentException when two have the same name or number
   */
  HuntGroups(Collection<HuntGroup> groups) {
    Set<Object> names = new HashSet<>();
    for (HuntGroup group : groups) {
      require(names.add(group.name()), "configured twice: hunt group " + group.name());
      require(
          byNumber.put(group.number(), group) == null,
          "two hunt groups have the number " + group.number());
      group
          .did()
          .ifPresent(
              did ->
                  require(
                      byDid.put(did, group) == null,
                      "two hunt groups have the public number " + did));
    }
  }

  /** All of them, in the order of their configuration. */
  public Collection<HuntGroup> all() {
    return byNumber.values();
  }

  /** The group that is dialled so inside. */
  public Optional<HuntGroup> find(DirectoryNumber number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /** The group that a public number reaches. */
  public Optional<HuntGroup> find(E164Number did) {
    return Optional.ofNullable(byDid.get(did));
  }

  /** The groups that a line is a member of. */
  public List<HuntGroup> of(DirectoryNumber line) {
    return byNumber.values().stream()
        .filter(group -> group.members().stream().anyMatch(member -> member.line().equals(line)))
        .toList();
  }

  /** In which the number of a group's target is dialled. */
  public static SearchSpace space(DialPlan plan, HuntGroup group) {
    return plan.spaceOf(group.searchSpace(), Optional.empty());
  }

  /**
   * Checks that no group leads back to itself by others, nor through too many of them.
   *
   * @throws IllegalArgumentException when one does; the message names it
   */
  void requireNoLoops(DialPlan plan) {
    for (HuntGroup group : all()) {
      Set<DirectoryNumber> passed = new HashSet<>();
      Optional<HuntGroup> at = Optional.of(group);
      while (at.isPresent()) {
        HuntGroup here = at.get();
        require(
            passed.add(here.number()),
            "hunt group " + group.name() + " leads back to " + here.name());
        require(
            passed.size() <= MOST_IN_A_CHAIN,
            "hunt group "
                + group.name()
                + " leads through more than "
                + MOST_IN_A_CHAIN
                + " groups");
        at = next(plan, here);
      }
    }
  }

  private Optional<HuntGroup> next(DialPlan plan, HuntGroup group) {
    return group.then().orElse(null) instanceof HuntTarget.ToNumber(var number)
            && plan.resolve(number, space(plan, group)) instanceof Resolution.HuntGroup to
        ? find(to.number())
        : Optional.empty();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
