package org.ringspan.console.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.TrunkName;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.record.CallId;
import org.ringspan.record.CallStarted;
import org.ringspan.record.LadderLine;
import org.ringspan.record.LegCourse;
import org.ringspan.record.SipMethod;
import org.ringspan.record.StoredCall;

class LadderPictureTest {
  private static LegCourse leg(int number, String target, boolean invited) {
    return new LegCourse(
        number,
        0,
        false,
        LegCourse.Kind.DEVICE,
        target,
        "",
        OptionalLong.of(0),
        Optional.empty(),
        "",
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        invited ? OptionalLong.of(10) : OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalInt.empty(),
        "");
  }

  private static LadderPicture picture(List<LegCourse> legs, LadderLine... lines) {
    CallStarted started =
        new CallStarted(
            new CallId("a"),
            Instant.EPOCH,
            new CallOrigin.FromTrunk(new TrunkName("pstn")),
            Optional.empty(),
            new CallerIdentity("", Optional.of("+14085550100"), false),
            "51234",
            Optional.empty(),
            legs);
    return new LadderPicture(new StoredCall(started, legs, Optional.empty(), List.of(lines), 0));
  }

  @Test
  @DisplayName("Who was called has a lane; arrows go between the server and the party")
  void lanes() {
    LadderPicture picture =
        picture(
            List.of(leg(1, "alice-desk", true), leg(2, "alice-laptop", false)),
            new LadderLine.Message(0, 0, 0, false, SipMethod.INVITE, 0, 1),
            new LadderLine.Message(5, 1, 0, true, SipMethod.INVITE, 0, 1),
            new LadderLine.Message(9, 1, 0, false, SipMethod.INVITE, 486, 1),
            new LadderLine.TimerRanOut(11, 1, 0, "ANSWER_TOO_LATE"));
    assertThat(picture.getLanes())
        .extracting(LadderPicture.Lane::name)
        .containsExactly("caller", "Ringspan", "alice-desk");
    int caller = picture.getLanes().get(0).x();
    int server = picture.getLanes().get(1).x();
    int desk = picture.getLanes().get(2).x();
    assertThat(picture.getSteps())
        .extracting(step -> step.kind() + " " + step.from() + ">" + step.to() + " " + step.text())
        .startsWith(
            "req " + caller + ">" + server + " INVITE",
            "req " + server + ">" + desk + " INVITE",
            "bad " + desk + ">" + server + " 486 Busy Here (INVITE)");
    assertThat(picture.getSteps().getLast().isArrow()).isFalse();
    assertThat(picture.getSteps().getLast().text()).isEqualTo("timer answer too late");
    assertThat(picture.getSteps())
        .allMatch(
            step -> step.from() >= 0 && Math.max(step.from(), step.to()) <= picture.getWidth());
  }

  @Test
  @DisplayName("A long word stays in the picture")
  void longWords() {
    LadderPicture picture =
        picture(
            List.of(leg(1, "x".repeat(60), true)),
            new LadderLine.Decided(0, 1, 0, "y".repeat(120)));
    assertThat(picture.getLanes().getLast().name()).hasSize(20);
    assertThat(picture.getSteps().getFirst().from()).isNotNegative();
  }
}
