package org.ringspan.callcontrol;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.reach.Anchoring;
import org.ringspan.reach.Claims;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.ReachPlan;

/**
 * What was reserved for one call. Each claim is given back once, whichever way the call ends: all
 * methods are atomic.
 */
final class HeldClaims {
  private final Consumer<Claims> giveBack;
  private final Optional<UserId> anchored;
  private final AtomicReference<Claims> held;

  /**
   * @param plan whose claims have been reserved
   * @param giveBack where they go
   */
  HeldClaims(ReachPlan plan, Consumer<Claims> giveBack) {
    this.giveBack = giveBack;
    this.held = new AtomicReference<>(plan.claims());
    this.anchored =
        switch (plan.anchoring()) {
          case Anchoring.Anchored(var user, var destination) -> Optional.of(user);
          case Anchoring.NotAnchored not -> Optional.empty();
        };
  }

  /**
   * Somebody has answered: no destination rings any more, and the call counts only for those it is
   * anchored to (D2).
   *
   * @param target who
   */
  void answeredBy(@Nullable LegTarget target) {
    Set<UserId> counted = new HashSet<>();
    anchored.ifPresent(counted::add);
    if (target instanceof LegTarget.Destination destination) {
      counted.add(destination.user());
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
