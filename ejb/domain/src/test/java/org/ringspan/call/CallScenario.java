package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.CallEvent.CallPlaced;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegPlan;

/** One call that is told what happens and is asked what it does: given, when, then. */
final class CallScenario {
  static final SessionDescription OFFER = Example.sdp("caller", 4000);

  private CallState state = new CallState.Idle();
  private Transition last = Transition.ignored(state);
  private final List<CallEffect> everything = new ArrayList<>();

  /** A call with an offer to these legs, with the mailbox behind them. */
  static CallScenario callTo(LegPlan... legs) {
    return callTo(Example.toMailbox(), Optional.of(OFFER), legs);
  }

  static CallScenario callTo(
      ForwardPlan forward, Optional<SessionDescription> offer, LegPlan... legs) {
    return new CallScenario().when(new CallPlaced(Example.plan(forward, legs), offer));
  }

  CallScenario given(CallEvent... events) {
    for (CallEvent event : events) {
      when(event);
      assertThat(last.ignored()).as("%s in %s", event, state).isFalse();
    }
    return this;
  }

  CallScenario when(CallEvent event) {
    last = CallTransitions.on(state, event);
    state = last.state();
    everything.addAll(last.effects());
    return this;
  }

  /** Exactly these, in this order, by the last event. */
  CallScenario then(CallEffect... effects) {
    assertThat(last.effects()).containsExactly(effects);
    return this;
  }

  /** These among others, in this order, by the last event. */
  CallScenario thenAmongOthers(CallEffect... effects) {
    assertThat(last.effects()).containsSubsequence(effects);
    return this;
  }

  CallScenario thenNo(Class<? extends CallEffect> effect) {
    assertThat(last.effects()).doesNotHaveAnyElementsOfTypes(effect);
    return this;
  }

  CallScenario thenIgnored() {
    assertThat(last.ignored()).isTrue();
    assertThat(last.effects()).isEmpty();
    return this;
  }

  CallScenario in(Class<? extends CallState> expected) {
    assertThat(state).isInstanceOf(expected);
    return this;
  }

  <T extends CallEffect> List<T> all(Class<T> effect) {
    return everything.stream().filter(effect::isInstance).map(effect::cast).toList();
  }

  CallState state() {
    return state;
  }
}
