package org.ringspan.callcontrol;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.reach.Anchoring;
import org.ringspan.reach.Anchoring.Anchored;
import org.ringspan.reach.Claims;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.ReachPlan;

/**
 * What was reserved for one call. Each claim is given back once, whichever way the call ends: all
 * methods are atomic.
 */
final class HeldClaims {
  private final Consumer<Claims> giveBack;
  private final AtomicReference<Optional<Anchored>> anchored;
  private final AtomicReference<Claims> held;

  /**
   * @param plan whose claims have been reserved
   * @param giveBack where they go
   */
  HeldClaims(ReachPlan plan, Consumer<Claims> giveBack) {
    this.giveBack = giveBack;
    this.held = new AtomicReference<>(plan.claims());
    this.anchored = new AtomicReference<>(anchoredBy(plan));
  }

  private static Optional<Anchored> anchoredBy(ReachPlan plan) {
    return switch (plan.anchoring()) {
      case Anchored to -> Optional.of(to);
      case Anchoring.NotAnchored not -> Optional.empty();
    };
  }

  /**
   * The caller, whom the server has answered, calls somebody: what was reserved for that is held in
   * place of what was for the one called before, but for the trunk that the call has come by.
   */
  void callTo(ReachPlan plan) {
    anchored.set(anchoredBy(plan));
    Claims before =
        held.getAndUpdate(
            claims -> new Claims(plan.claims().users(), plan.claims().lines(), claims.trunk()));
    giveBack(before.withoutTrunk());
  }

  /** Telephones ring to which the call may move. */
  void add(Claims more) {
    held.updateAndGet(claims -> claims.of(union(claims.users(), more.users())));
  }

  /** What was reserved for the call and is of no use. */
  void giveBack(Claims useless) {
    if (!useless.isEmpty()) {
      giveBack.accept(useless);
    }
  }

  /** For whom the call is anchored, as its caller. */
  Optional<Anchored> anchored() {
    return Objects.requireNonNull(anchored.get());
  }

  /** Whether the call counts for a user's limit. */
  boolean holds(UserId user) {
    return now().users().contains(user);
  }

  /**
   * Two talk: no destination rings any more, and the call counts only for those it is anchored to
   * (D2).
   *
   * @param callersOwn whether the caller still talks where the call came from
   * @param calling whom the call was moved to on the calling side
   * @param called whom it has reached
   */
  void talk(boolean callersOwn, Optional<LegTarget> calling, Optional<LegTarget> called) {
    Set<UserId> counted = new HashSet<>();
    if (callersOwn) {
      anchored().map(Anchored::user).ifPresent(counted::add);
    }
    for (Optional<LegTarget> target : List.of(calling, called)) {
      if (target.isPresent() && target.get() instanceof LegTarget.Destination destination) {
        counted.add(destination.user());
      }
    }
    Claims before = held.getAndUpdate(claims -> claims.of(common(claims.users(), counted)));
    Set<UserId> freed = new HashSet<>(before.users());
    freed.removeAll(counted);
    if (!freed.isEmpty()) {
      giveBack.accept(new Claims(freed, Set.of()));
    }
  }

  /** The caller has left, while others may still be leaving: its trunk has the channel back. */
  void callerLeft() {
    Claims trunk = held.getAndUpdate(Claims::withoutTrunk).trunkOnly();
    if (!trunk.isEmpty()) {
      giveBack.accept(trunk);
    }
  }

  /** The lines that it is a call of. */
  Set<DirectoryNumber> lines() {
    return now().lines();
  }

  private Claims now() {
    return Objects.requireNonNull(held.get());
  }

  private static Set<UserId> union(Set<UserId> some, Set<UserId> others) {
    Set<UserId> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  private static Set<UserId> common(Set<UserId> held, Set<UserId> counted) {
    Set<UserId> both = new HashSet<>(held);
    both.retainAll(counted);
    return both;
  }

  /** The call is over. */
  void release() {
    Claims rest = held.getAndSet(Claims.NONE);
    if (!rest.isEmpty()) {
      giveBack.accept(rest);
    }
  }
}
