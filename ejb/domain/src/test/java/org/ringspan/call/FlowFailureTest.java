package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.address.DeviceName;
import org.ringspan.address.Transport;
import org.ringspan.call.CallEffect.InviteLeg;
import org.ringspan.call.CallEvent.CallPlaced;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget.RegisteredDevice;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.PhoneInstance;

/** A phone with several flows is tried over the next when one fails (RFC 5626 section 7). */
class FlowFailureTest {
  private static final DeviceName DESK = new DeviceName("alice-desk");
  private static final LegId LEG = new LegId(1);

  private CallState state =
      CallTransitions.on(
              new CallState.Idle(),
              new CallPlaced(Example.plan(ForwardPlan.nowhere(), phone(1, 2, 3)), Optional.empty()))
          .state();

  private static LegPlan phone(int first, int... others) {
    return new LegPlan(
        new RegisteredDevice(
            DESK, flow(first), IntStream.of(others).mapToObj(FlowFailureTest::flow).toList()),
        new Ring(Duration.ZERO),
        Example.CALLER,
        List.of(),
        Optional.empty());
  }

  private static InviteLeg invite(int attempt) {
    return new InviteLeg(
        new LegId(1, attempt), phone(attempt + 1), Optional.empty(), Optional.empty());
  }

  private static Binding flow(int port) {
    return new Binding(
        DESK,
        "sip:a@h",
        new Flow(Transport.TLS, "192.0.2.1", port),
        "call",
        1,
        Instant.MAX,
        Optional.of(new PhoneInstance("urn:uuid:1", OptionalInt.of(port))));
  }

  private List<CallEffect> happens(CallEvent event) {
    Transition transition = CallTransitions.on(state, event);
    state = transition.state();
    return transition.effects();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 430})
  @DisplayName("The next flow is invited, until none is left")
  void nextFlow(int status) {
    assertThat(happens(new LegFailed(LEG, status))).contains(invite(1));
    assertThat(happens(new LegFailed(new LegId(1, 1), status))).contains(invite(2));
    assertThat(happens(new LegFailed(new LegId(1, 2), status)))
        .noneMatch(InviteLeg.class::isInstance)
        .anyMatch(CallEffect.RefuseCaller.class::isInstance);
  }

  @Test
  @DisplayName("A connection that is gone when the INVITE is sent is a failed flow")
  void connectionGone() {
    assertThat(happens(new EffectFailed(invite(0)))).contains(invite(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 480, 486, 500, 503, 603})
  @DisplayName("Whatever else the phone answers is its answer: no other flow is tried")
  void phonesAnswer(int status) {
    assertThat(happens(new LegFailed(LEG, status))).noneMatch(InviteLeg.class::isInstance);
  }

  @Test
  @DisplayName("A phone that has rung was reached: its 408 is an answer")
  void rang() {
    happens(new CallEvent.LegRinging(LEG, Optional.empty()));
    assertThat(happens(new LegFailed(LEG, 408))).noneMatch(InviteLeg.class::isInstance);
  }
}
