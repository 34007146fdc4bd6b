package org.ringspan.reach;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.reach.RoutingDecision.Access;
import org.ringspan.reach.RoutingDecision.Place;
import org.ringspan.reach.RoutingDecision.Refuse;
import org.ringspan.trunk.TrunkChannels;

/**
 * Plans a call and reserves what the plan claims, all of it or nothing: a plan whose claims can't
 * be had is made again with that known. Two calls that come at the same moment can't both take the
 * last slot, and neither waits for the other.
 */
public final class CallAdmission {
  private final ReachSlots slots;
  private final LineCalls lines;
  private final TrunkChannels channels;

  public CallAdmission(ReachSlots slots, LineCalls lines, TrunkChannels channels) {
    this.slots = slots;
    this.lines = lines;
    this.channels = channels;
  }

  /**
   * What becomes of a call. The claims of a plan that is placed are reserved; whoever places it
   * gives them back with {@link #release}, once.
   *
   * @param rules what becomes of the call while those are occupied
   * @param busyTrigger of a line
   */
  public RoutingDecision admit(
      Function<Occupied, RoutingDecision> rules, ToIntFunction<DirectoryNumber> busyTrigger) {
    Occupied occupied = Occupied.NOBODY;
    while (true) {
      RoutingDecision decision = rules.apply(occupied);
      Claims claims =
          switch (decision) {
            case Place(var plan) -> plan.claims();
            case Access(var plan, var terms, var caller) -> plan.claims();
            case RoutingDecision.Retrieve(var number, var plan) -> plan.claims();
            case RoutingDecision.ParkAt parked -> Claims.NONE;
            case Refuse refused -> Claims.NONE;
          };
      Occupied more = reserve(claims, occupied, busyTrigger);
      if (more.equals(occupied)) {
        return decision;
      }
      occupied = more;
    }
  }

  private Occupied reserve(
      Claims claims, Occupied occupied, ToIntFunction<DirectoryNumber> busyTrigger) {
    Deque<Runnable> undo = new ArrayDeque<>();
    if (claims.trunk().isPresent()) {
      TrunkName trunk = claims.trunk().get();
      if (!channels.tryReserve(trunk)) {
        return occupied.withTrunk();
      }
      undo.push(() -> channels.release(trunk));
    }
    for (UserId user : claims.users()) {
      if (!slots.tryReserve(user)) {
        undo.forEach(Runnable::run);
        return occupied.with(user);
      }
      undo.push(() -> slots.release(user));
    }
    for (DirectoryNumber line : claims.lines()) {
      if (!lines.tryReserve(line, busyTrigger.applyAsInt(line))) {
        undo.forEach(Runnable::run);
        return occupied.with(line);
      }
      undo.push(() -> lines.release(line));
    }
    return occupied;
  }

  /** Gives back what a plan has claimed. */
  public void release(Claims claims) {
    claims.users().forEach(slots::release);
    claims.lines().forEach(lines::release);
    claims.trunk().ifPresent(channels::release);
  }
}
