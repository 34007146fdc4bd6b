package org.ringspan.reach;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.HuntGroupName;
import org.ringspan.address.UserId;

/** Plans of hunt groups for the tests of the call core. */
public final class HuntCalls {
  private HuntCalls() {}

  /** These legs for a member. */
  public static List<LegPlan> seated(int member, List<LegPlan> legs) {
    HuntSeat seat =
        new HuntSeat(
            new HuntGroupName("sales"),
            new UserId("user" + member),
            new DirectoryNumber("51" + (100 + member)),
            8,
            member);
    return legs.stream().map(leg -> leg.seated(seat)).toList();
  }

  /** What comes after the first of so many members, who ring one after the other. */
  public static ForwardPlan inOrder(
      Duration rings, int members, IntFunction<List<LegPlan>> member) {
    return inOrder(rings, members, member, Optional.empty());
  }

  /**
   * The same.
   *
   * @param then what comes after the last member; none: the caller is told
   */
  public static ForwardPlan inOrder(
      Duration rings, int members, IntFunction<List<LegPlan>> member, Optional<ForwardPlan> then) {
    ForwardPlan next = then.orElseGet(() -> ForwardPlan.givingUp(rings));
    for (int i = members - 1; i > 0; i--) {
      next = ForwardPlan.always(rings, Forward.toNextMember(member.apply(i), next));
    }
    return next;
  }
}
