package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.midCall;
import static org.ringspan.call.Example.mobile;
import static org.ringspan.call.Example.sdp;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.anchor.AnchorEvent;
import org.ringspan.call.anchor.AnchorEvent.PickupDialled;
import org.ringspan.desk.CallView;
import org.ringspan.desk.CallView.Standing;
import org.ringspan.desk.LineDialog.Progress;
import org.ringspan.reach.LegPlan;

/** What of a call the lines of those who are in it are shown (RFC 4235). */
class CallViewTest {
  private static final LegPlan MOBILE_LEG =
      midCall(mobile(Duration.ZERO, Duration.ZERO, Example.TO_MOBILE));
  private static final LegId DESK = new LegId(1);
  private static final LegId MOBILE = new LegId(2);
  private static final Optional<SessionDescription> NOTHING = Optional.empty();

  private static List<Standing> shown(CallScenario call) {
    return CallView.of(call.state()).orElseThrow().parties();
  }

  private static CallScenario atMobile() {
    return callTo(desk(), MOBILE_LEG)
        .given(
            new LegAnswered(MOBILE, Optional.of(sdp("mobile", 6000))),
            new Acknowledged(CALLER, NOTHING));
  }

  private static CallScenario keyed(CallScenario call, String keys) {
    for (char key : keys.toCharArray()) {
      call.when(new DigitPressed(MOBILE, key));
    }
    return call;
  }

  @Test
  @DisplayName("Nothing is shown before the INVITE and after the end")
  void outside() {
    assertThat(CallView.of(new CallState.Idle())).isEmpty();
    assertThat(CallView.of(callTo(desk()).given(new CallEvent.CallerCancelled()).state()))
        .isEmpty();
    assertThat(CallView.of(new CallState.Ended())).isEmpty();
  }

  @Test
  @DisplayName("Ringing: the caller and every leg that was invited, none that waits")
  void ringing() {
    LegPlan later = mobile(Duration.ofSeconds(4), Duration.ZERO, Example.TO_MOBILE);
    assertThat(shown(callTo(desk(), later)))
        .containsExactly(
            new Standing(CALLER, true, Progress.EARLY, false),
            new Standing(DESK, false, Progress.EARLY, false));
  }

  @Test
  @DisplayName("At the desk: it talks, and nobody needs to take it")
  void atDesk() {
    CallScenario call =
        callTo(desk(), MOBILE_LEG).given(new LegAnswered(DESK, Optional.of(sdp("desk", 5000))));
    List<Standing> two =
        List.of(
            new Standing(CALLER, true, Progress.TALKING, false),
            new Standing(DESK, false, Progress.TALKING, false));
    assertThat(shown(call)).isEqualTo(two);
    assertThat(shown(call.given(new Acknowledged(CALLER, NOTHING)))).isEqualTo(two);
  }

  @Test
  @DisplayName("At the mobile: remote in use, and a desk telephone may take it")
  void remoteInUse() {
    assertThat(shown(atMobile()))
        .containsExactly(
            new Standing(CALLER, true, Progress.TALKING, true),
            new Standing(MOBILE, false, Progress.TALKING, true));
  }

  @Test
  @DisplayName("*81: it waits for any telephone; *82: for that one only; *83: they talk again")
  void held() {
    CallScenario call = keyed(atMobile(), "*81");
    assertThat(shown(call))
        .containsExactly(
            new Standing(CALLER, true, Progress.TALKING, false),
            new Standing(MOBILE, false, Progress.WAITING, true));
    assertThat(shown(keyed(call, "*82")).getLast())
        .isEqualTo(new Standing(MOBILE, false, Progress.WAITING, false));
    assertThat(shown(keyed(call, "*83")).getLast())
        .isEqualTo(new Standing(MOBILE, false, Progress.TALKING, true));
  }

  @Test
  @DisplayName("The user has hung up: it waits for the desk, which then has it")
  void waits() {
    CallScenario call = atMobile().given(new HungUp(MOBILE));
    assertThat(shown(call).getLast())
        .isEqualTo(new Standing(MOBILE, false, Progress.WAITING, true));
    LegId arrival = new LegId(1000);
    call.given(new PickupDialled(MOBILE, arrival, NOTHING, AnchorEvent.By.REPLACES));
    assertThat(shown(call).getLast())
        .isEqualTo(new Standing(arrival, false, Progress.TALKING, true));
  }
}
