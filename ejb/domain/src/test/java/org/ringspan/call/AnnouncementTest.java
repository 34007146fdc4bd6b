package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.CallScenario.callTo;
import static org.ringspan.call.Example.desk;
import static org.ringspan.call.Example.sdp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEffect.PlayPrompt;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.announce.AnnounceCaller;
import org.ringspan.call.announce.Announcement;
import org.ringspan.call.confirm.Confirming;
import org.ringspan.configuration.UserControl;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.LegPlan;
import org.ringspan.voice.Speech;
import org.ringspan.voice.VoicePrompt;

/** Who answers at a remote destination hears who calls. */
class AnnouncementTest {
  private static final LegId MOBILE = new LegId(2);
  private static final TimerId PROMPT = new TimerId(Kind.CONFIRM_PROMPT, MOBILE);
  private static final TimerId KEY = new TimerId(Kind.CONFIRM, MOBILE);
  private static final List<Speech> UNKNOWN =
      List.of(new Speech.Spoken(VoicePrompt.ANNOUNCE_UNKNOWN));

  private static LegPlan mobile(CallerIdentity caller) {
    LegPlan leg = Example.keyed(Duration.ZERO, Example.TO_MOBILE);
    return Example.announced(
        new LegPlan(leg.target(), leg.decision(), caller, List.of(), UserControl.DEFAULT));
  }

  private static List<Speech> from(String number) {
    return List.of(new Speech.Spoken(VoicePrompt.ANNOUNCE_CALLER), new Speech.Digits(number));
  }

  @Test
  @DisplayName("UM3: it is told the number, then asked for a key, and has as much longer for it")
  void isTold() {
    LegPlan mobile = mobile(new CallerIdentity("Bob", Optional.of("+14085551234"), false));
    var announced =
        new AnnounceCaller(MOBILE, from("+14085551234"), Optional.of(new UserId("alice")));
    callTo(desk(), mobile)
        .given(new LegAnswered(MOBILE, Optional.of(sdp("mobile", 6000))))
        .when(new TimerExpired(PROMPT))
        .then(announced, new StartTimer(KEY, Duration.ofMillis(5000 + 3000 + 12 * 800)))
        .thenNo(PlayPrompt.class)
        // It may press a key all the same.
        .when(new EffectFailed(announced))
        .then();
    assertThat(new Confirming(mobile, new Confirming.Listening()).longest())
        .isEqualTo(Duration.ofMillis(1000 + 5000 + 3000 + 12 * 800 + 6000));
  }

  @Test
  @DisplayName("UM3: not announced is the usual: the key has its time and no more")
  void isNotTold() {
    LegPlan mobile = Example.keyed(Duration.ZERO, Example.TO_MOBILE);
    assertThat(Announcement.of(MOBILE, mobile)).isEmpty();
    assertThat(Announcement.longest(mobile)).isZero();
    assertThat(Announcement.of(MOBILE, Example.mobile())).isEmpty();
  }

  @Test
  @DisplayName("RFC 3323: a number that is withheld isn't said")
  void withheld() {
    assertThat(Announcement.words(new CallerIdentity("", Optional.of("+14085551234"), true)))
        .isEqualTo(UNKNOWN);
    assertThat(Announcement.words(new CallerIdentity("Bob", Optional.empty(), false)))
        .isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bob", "", "+", "4085551234x", "1234567890123456", "+1 408"})
  @DisplayName("What isn't a number isn't read")
  void notNumbers(String number) {
    assertThat(Announcement.words(new CallerIdentity("", Optional.of(number), false)))
        .isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "51234", "+123456789012345", "*82#"})
  @DisplayName("What is one is read as it is shown")
  void numbers(String number) {
    assertThat(Announcement.words(new CallerIdentity("", Optional.of(number), false)))
        .isEqualTo(from(number));
  }
}
