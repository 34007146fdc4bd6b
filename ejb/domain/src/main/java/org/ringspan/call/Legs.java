package org.ringspan.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.call.LegState.Gone;
import org.ringspan.call.LegState.Inviting;

/** Where every leg of a call stands. Immutable. */
public record Legs(Map<LegId, LegState> states) {
  static final Legs NONE = new Legs(Map.of());

  Legs with(LegId leg, LegState state) {
    Map<LegId, LegState> changed = new LinkedHashMap<>(states);
    changed.put(leg, state);
    return new Legs(changed);
  }

  boolean anyRinging() {
    return states.values().stream().anyMatch(LegState::isRinging);
  }

  boolean allGone() {
    return states.values().stream().allMatch(Gone.class::isInstance);
  }

  /** The SDP that the caller may hear: that of the only leg left which may be answered (D17). */
  Optional<SessionDescription> earlyMediaOfLastLeft() {
    List<LegState> left = states.values().stream().filter(LegState::isRinging).toList();
    return left.size() == 1 && left.getFirst() instanceof Inviting inviting
        ? inviting.earlyMedia()
        : Optional.empty();
  }

  /** The legs after {@code event}; nothing when it changes nothing, or there is no such leg. */
  Optional<Moved> on(LegId leg, CallEvent event, Optional<SessionDescription> offer) {
    return Optional.ofNullable(states.get(leg))
        .flatMap(state -> LegTransitions.on(leg, state, event, offer))
        .map(step -> new Moved(with(leg, step.state()), step.effects(), step.signal()));
  }

  /** All legs but {@code except} are taken out, each in its own way. */
  Withdrawal withdrawAllBut(Optional<LegId> except, Reason reason) {
    Map<LegId, LegState> changed = new LinkedHashMap<>(states);
    List<CallEffect> effects = new ArrayList<>();
    states.forEach(
        (leg, state) -> {
          if (!except.equals(Optional.of(leg))) {
            LegStep step = LegTransitions.withdraw(leg, state, reason);
            changed.put(leg, step.state());
            effects.addAll(step.effects());
          }
        });
    return new Withdrawal(new Legs(changed), effects);
  }

  Withdrawal withdrawAll(Reason reason) {
    return withdrawAllBut(Optional.empty(), reason);
  }

  /** Legs after one of them has moved, what to do for it, and what it signals. */
  record Moved(Legs legs, List<CallEffect> effects, LegStep.Signal signal) {}

  /** Legs after some were taken out, and what to do for it. */
  record Withdrawal(Legs legs, List<CallEffect> effects) {}
}
