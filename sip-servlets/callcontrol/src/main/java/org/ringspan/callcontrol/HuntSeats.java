package org.ringspan.callcontrol;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEvent.LegNotInvited.Why;
import org.ringspan.call.LegId;
import org.ringspan.reach.Claims;
import org.ringspan.reach.HuntSeat;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;

/**
 * What one call holds for the members of a hunt group that ring: a call of each line, and one of
 * the calls that each user may have at remote destinations. When the call goes on to another member
 * it is given back, and when somebody answers all but the winner's. Used by the thread that carries
 * out the call's effects.
 */
final class HuntSeats {
  private final Predicate<HuntSeat> takeLine;
  private final Predicate<UserId> takeSlot;
  private final Consumer<Claims> giveBack;
  private final Map<Integer, HuntSeat> seats = new HashMap<>();
  private final Set<DirectoryNumber> lines = new HashSet<>();
  private final Set<UserId> users = new HashSet<>();
  private Optional<HuntSeat> last = Optional.empty();

  /**
   * @param takeLine counts a call of a member's line; false: it has as many as it carries
   * @param takeSlot counts a call of a user at remote destinations; false: there are as many as
   *     allowed
   * @param giveBack where both go
   */
  HuntSeats(Predicate<HuntSeat> takeLine, Predicate<UserId> takeSlot, Consumer<Claims> giveBack) {
    this.takeLine = takeLine;
    this.takeSlot = takeSlot;
    this.giveBack = giveBack;
  }

  /**
   * Takes what a leg needs.
   *
   * @param held what the call holds by its plan
   * @return why it can't be invited
   */
  Optional<Why> take(LegId leg, LegPlan plan, HeldClaims held) {
    if (plan.seat().isEmpty()) {
      return Optional.empty();
    }
    HuntSeat seat = plan.seat().get();
    if (last.filter(before -> samePlace(before, seat)).isEmpty()) {
      release();
      last = Optional.of(seat);
    }
    if (!lines.contains(seat.line())) {
      if (!takeLine.test(seat)) {
        return Optional.of(Why.MEMBER_BUSY);
      }
      lines.add(seat.line());
    }
    if (plan.target() instanceof LegTarget.Destination destination
        && !users.contains(destination.user())
        && !held.holds(destination.user())) {
      if (!takeSlot.test(destination.user())) {
        return Optional.of(Why.TOO_MANY_CALLS);
      }
      users.add(destination.user());
    }
    seats.put(leg.number(), seat);
    return Optional.empty();
  }

  private static boolean samePlace(HuntSeat one, HuntSeat other) {
    return one.group().equals(other.group()) && one.place() == other.place();
  }

  /**
   * Somebody has answered: the other members are free. Who talks at a remote destination has the
   * call counted with what the call itself holds.
   *
   * @param whom the answering leg has rung
   */
  void talk(LegId leg, Optional<LegTarget> whom, HeldClaims held) {
    Optional<HuntSeat> winner = Optional.ofNullable(seats.get(leg.number()));
    Set<DirectoryNumber> others = new HashSet<>(lines);
    winner.map(HuntSeat::line).ifPresent(others::remove);
    if (whom.isPresent()
        && whom.get() instanceof LegTarget.Destination destination
        && users.remove(destination.user())) {
      held.add(new Claims(Set.of(destination.user()), Set.of()));
    }
    giveBack(new Claims(users, others));
    users.clear();
    lines.removeAll(others);
  }

  /** The lines that have this call. */
  Set<DirectoryNumber> lines() {
    return Set.copyOf(lines);
  }

  /** Nobody of the group rings or talks any more. */
  void release() {
    giveBack(new Claims(users, lines));
    users.clear();
    lines.clear();
    last = Optional.empty();
  }

  private void giveBack(Claims claims) {
    if (!claims.isEmpty()) {
      giveBack.accept(claims);
    }
  }
}
