package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.reach.LegPlan;

/** Telephones that are picked up at the same moment: two to ten at a time, in any order. */
class SimultaneousAnswersTest {
  private static final int CALLS = 100_000;

  /** What becomes of one call. */
  private static final class Call {
    private final Random random;
    private final Set<LegId> channels = new HashSet<>();
    private final Map<LegId, String> fate = new TreeMap<>(Comparator.comparing(LegId::number));
    private CallState state = new CallState.Idle();
    private int answersToCaller;
    private boolean released;

    Call(long seed) {
      random = new Random(seed);
    }

    void live() {
      int count = 2 + random.nextInt(9);
      LegPlan[] legs = new LegPlan[count];
      for (int i = 0; i < count; i++) {
        legs[i] =
            random.nextBoolean() ? Example.desk() : Example.mobile(Duration.ZERO, Duration.ZERO);
      }
      Optional<SessionDescription> offer =
          random.nextInt(4) > 0 ? Optional.of(Example.sdp("caller", 4000)) : Optional.empty();
      post(new CallEvent.CallPlaced(Example.plan(Example.toMailbox(), legs), offer));
      List<CallEvent> crossing = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        LegId leg = new LegId(i);
        boolean answers = i <= 2 || random.nextInt(4) > 0;
        crossing.add(
            answers
                ? new LegAnswered(leg, Optional.of(Example.sdp("leg" + i, 5000 + i)))
                : new LegFailed(leg, 487));
      }
      Collections.shuffle(crossing, random);
      crossing.forEach(this::post);
      assertThat(answersToCaller).as("answers to the caller").isEqualTo(1);
      assertThat(fate.values()).as("one stays").containsOnlyOnce("talks");
      post(new Acknowledged(CALLER, Optional.of(Example.sdp("caller", 4000))));
      post(new HungUp(CALLER));
      fate.forEach(
          (leg, what) -> {
            if (what.equals("hung up")) {
              post(new PartyCleared(leg));
            }
          });
      assertThat(released).as("released, but is %s", state).isTrue();
      assertThat(channels).as("channels that leak").isEmpty();
    }

    private void post(CallEvent event) {
      Transition transition = CallTransitions.on(state, event);
      state = transition.state();
      if (event instanceof LegAnswered(var leg, var media)) {
        fate.put(leg, "talks");
      }
      for (CallEffect effect : transition.effects()) {
        switch (effect) {
          case CallEffect.InviteLeg invite when invite.route().isPresent() ->
              channels.add(invite.leg());
          case CallEffect.ReleaseChannel(var leg) ->
              assertThat(channels.remove(leg)).as("%s holds a channel", leg).isTrue();
          case CallEffect.HangUp(var party, var reason) -> {
            if (!party.equals(CALLER)) {
              assertThat(fate.put(party, "hung up")).as("%s", party).isEqualTo("talks");
            }
          }
          case CallEffect.AnswerCaller answer -> answersToCaller++;
          case CallEffect.ReleaseCall release -> released = true;
          case CallEffect other -> {}
        }
      }
    }
  }

  @Test
  @DisplayName(
      "100,000 calls answered at several telephones at once: one winner each, every loser is"
          + " cleared, no channel leaks")
  void oneWinner() {
    for (long seed = 0; seed < CALLS; seed++) {
      Call call = new Call(seed);
      try {
        call.live();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }
}
