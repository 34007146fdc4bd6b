package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.call.AnswerPattern.Deed;
import org.ringspan.configuration.UserControl;
import org.ringspan.reach.AnswerWindow;
import org.ringspan.reach.Forward;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.HuntCalls;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;

/**
 * The corpus of answer patterns (design guide pages 21-56 to 21-58): with user control no call ends
 * in the mailbox of a mobile's network, and the caller reaches a person or the enterprise's
 * mailbox, whichever way the call has come to the mobile.
 */
class AnswerPatternsTest {
  private static final Duration AT_ONCE = Duration.ZERO;

  /** How the mobiles' answers are judged. */
  private enum Avoidance {
    TIMERS,
    USER_CONTROL,
    /** The same where keys mean something in the call, which goes through the media engine. */
    USER_CONTROL_ANCHORED
  }

  static Stream<AnswerPattern> corpus() {
    return AnswerPattern.corpus();
  }

  @Test
  @DisplayName("The corpus says of each pattern who has the caller, and never a carrier with keys")
  void sound() {
    List<AnswerPattern> corpus = corpus().toList();
    assertThat(corpus).hasSizeGreaterThan(40);
    assertThat(corpus)
        .allSatisfy(
            pattern -> {
              assertThat(pattern.withTimers())
                  .isIn("desk", "mobile", "another", "mailbox", "carrier");
              assertThat(pattern.withUserControl()).isIn("desk", "mobile", "another", "mailbox");
            });
    assertThat(corpus).extracting(AnswerPattern::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  @DisplayName("Timers, a call to the line")
  void timers(AnswerPattern pattern) {
    assertThat(line(pattern, Avoidance.TIMERS)).endsWith(pattern.withTimers());
  }

  @ParameterizedTest
  @MethodSource("corpus")
  @DisplayName("User control, a call to the line")
  void userControl(AnswerPattern pattern) {
    assertReached(line(pattern, Avoidance.USER_CONTROL), pattern.withUserControl());
    assertReached(line(pattern, Avoidance.USER_CONTROL_ANCHORED), pattern.withUserControl());
  }

  @ParameterizedTest
  @MethodSource("corpus")
  @DisplayName("User control, a call that another line has forwarded")
  void forwarded(AnswerPattern pattern) {
    for (Avoidance avoidance : List.of(Avoidance.USER_CONTROL, Avoidance.USER_CONTROL_ANCHORED)) {
      PatternedCall call = call(pattern, Map.of("busy", List.of(new Deed("486", AT_ONCE))));
      List<String> heard =
          call.place(
              ForwardPlan.always(
                  Example.FORWARD_AFTER,
                  new Forward(
                      Optional.of(Example.ALICE), legs(pattern, avoidance), toMailbox(pattern))),
              desk("busy"));
      assertReached(heard, pattern.withUserControl());
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  @DisplayName("User control, a call of a hunt group that the next member gets")
  void hunted(AnswerPattern pattern) {
    for (Avoidance avoidance : List.of(Avoidance.USER_CONTROL, Avoidance.USER_CONTROL_ANCHORED)) {
      PatternedCall call = call(pattern, Map.of("busy", List.of(new Deed("486", AT_ONCE))));
      Forward next =
          new Forward(
              Optional.empty(),
              HuntCalls.seated(1, legs(pattern, avoidance)),
              toMailbox(pattern),
              true);
      List<String> heard =
          call.place(
              ForwardPlan.always(Example.FORWARD_AFTER, next),
              HuntCalls.seated(0, List.of(desk("busy"))).toArray(LegPlan[]::new));
      assertReached(heard, pattern.withUserControl());
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  @DisplayName("User control, a call that a telephone has redirected")
  void redirected(AnswerPattern pattern) {
    for (Avoidance avoidance : List.of(Avoidance.USER_CONTROL, Avoidance.USER_CONTROL_ANCHORED)) {
      Map<String, List<Deed>> more = Map.of("other", List.of(new Deed("redirects", AT_ONCE)));
      PatternedCall call = new PatternedCall(scripts(pattern, more), legs(pattern, avoidance));
      assertReached(call.place(toMailbox(pattern), desk("other")), pattern.withUserControl());
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  @DisplayName("User control, a call that its user sends to the mobile: it stays, or is confirmed")
  void moved(AnswerPattern pattern) {
    for (Avoidance avoidance : List.of(Avoidance.USER_CONTROL, Avoidance.USER_CONTROL_ANCHORED)) {
      PatternedCall call =
          call(pattern, Map.of("first", List.of(new Deed("person", Duration.ofSeconds(1)))));
      List<String> heard =
          call.placeAndMove(desk("first"), mobiles(pattern, avoidance, Duration.ZERO));
      String expected = pattern.withUserControl();
      boolean atMobile = expected.equals("mobile") || expected.equals("another");
      assertThat(heard).startsWith("first").doesNotContain("carrier");
      if (atMobile) {
        assertThat(heard).endsWith(expected);
      }
    }
  }

  private static void assertReached(List<String> heard, String expected) {
    assertThat(heard).doesNotContain("carrier").endsWith(expected);
  }

  private static List<String> line(AnswerPattern pattern, Avoidance avoidance) {
    return call(pattern, Map.of())
        .place(toMailbox(pattern), legs(pattern, avoidance).toArray(LegPlan[]::new));
  }

  private static PatternedCall call(AnswerPattern pattern, Map<String, List<Deed>> more) {
    return new PatternedCall(scripts(pattern, more), List.of());
  }

  private static Map<String, List<Deed>> scripts(
      AnswerPattern pattern, Map<String, List<Deed>> more) {
    Map<String, List<Deed>> scripts = new HashMap<>(more);
    scripts.put("desk", pattern.desk());
    scripts.put("mailbox", List.of(new Deed("mailbox", Duration.ofMillis(100))));
    scripts.put("mobile", pattern.mobiles().getFirst());
    if (pattern.mobiles().size() > 1) {
      scripts.put("another", pattern.mobiles().getLast());
    }
    return scripts;
  }

  private static ForwardPlan toMailbox(AnswerPattern pattern) {
    return ForwardPlan.always(pattern.forwardAfter(), Example.mailbox());
  }

  private static List<LegPlan> legs(AnswerPattern pattern, Avoidance avoidance) {
    List<LegPlan> legs = new ArrayList<>();
    legs.add(desk("desk"));
    legs.addAll(mobiles(pattern, avoidance, Example.DELAY));
    return legs;
  }

  private static LegPlan desk(String name) {
    return new LegPlan(
        new LegTarget.SilentDevice(new DeviceName(name)),
        new Ring(AT_ONCE),
        Example.CALLER,
        List.of(),
        Optional.empty());
  }

  private static List<LegPlan> mobiles(AnswerPattern pattern, Avoidance avoidance, Duration delay) {
    return Stream.of("mobile", "another")
        .limit(pattern.mobiles().size())
        .map(name -> mobile(name, avoidance, delay))
        .toList();
  }

  private static LegPlan mobile(String name, Avoidance avoidance, Duration delay) {
    LegTarget target =
        new LegTarget.Destination(
            new UserId("alice"),
            name,
            new DestinationNumber("+14085557890"),
            List.of(Example.TO_MOBILE));
    return switch (avoidance) {
      case TIMERS ->
          new LegPlan(
              target,
              new Ring(delay),
              Example.CALLER,
              List.of(),
              Optional.of(new AnswerWindow(Example.TOO_SOON, Example.TOO_LATE)));
      case USER_CONTROL -> keyed(target, delay);
      case USER_CONTROL_ANCHORED -> Example.midCall(keyed(target, delay));
    };
  }

  private static LegPlan keyed(LegTarget target, Duration delay) {
    return new LegPlan(target, new Ring(delay), Example.CALLER, List.of(), UserControl.DEFAULT);
  }
}
