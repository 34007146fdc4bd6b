package org.ringspan.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.media.MediaEvent.PlaybackEnd;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.SoundDecoder;
import org.ringspan.media.digit.CollectionOutcome;
import org.ringspan.media.digit.Digit;
import org.ringspan.media.digit.DigitRequest;
import org.ringspan.media.digit.DigitSignal;
import org.ringspan.media.digit.TelephoneEventReceiver;
import org.ringspan.media.digit.ToneDetector;

/** Digits that come, pass, are collected and are sent. */
abstract class DigitContract extends MediaEngineContract {

  @Test
  @DisplayName("a digit passes the relay as an event of the other side's type, once, and is told")
  void digitAcrossRelay() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, OTHER_EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    call.connect(a, b);
    hears(mobile, 400);
    caller.press(Digit.FIVE);
    caller.press(Digit.POUND);
    Eventually.holds("digits", () -> endedDigits(mobile, 96).equals("5#"));
    Eventually.holds("told", () -> all(MediaEvent.DigitReceived.class).size() == 2);
    assertThat(all(MediaEvent.DigitReceived.class).getFirst())
        .isEqualTo(
            new MediaEvent.DigitReceived(
                new EndpointId("caller"), Digit.FIVE, Duration.ofMillis(100)));
    isContinuous(mobile);
  }

  private static String endedDigits(Phone phone, int type) {
    StringBuilder digits = new StringBuilder();
    TelephoneEventReceiver receiver = new TelephoneEventReceiver();
    for (Phone.Packet packet : phone.packets()) {
      if (packet.type() == type) {
        receiver.received(
            ByteBuffer.wrap(packet.payload()),
            0,
            packet.payload().length,
            packet.timestamp(),
            0,
            signal -> append(digits, signal));
      }
    }
    return digits.toString();
  }

  private static void append(StringBuilder digits, DigitSignal signal) {
    if (signal instanceof DigitSignal.Ended) {
      digits.append(signal.digit().symbol());
    }
  }

  private static String tones(Phone phone) {
    StringBuilder digits = new StringBuilder();
    ToneDetector detector = new ToneDetector();
    short[] frame = new short[160];
    SoundDecoder decoder = phone.media().codec().decoder();
    for (Phone.Packet packet : phone.packets()) {
      if (Codec.isAudio(packet.type())) {
        decoder.decode(ByteBuffer.wrap(packet.payload()), 0, 160, frame);
        detector.heard(frame, 160, signal -> append(digits, signal));
      }
    }
    return digits.toString();
  }

  @ParameterizedTest
  @EnumSource(
      value = Codec.class,
      names = {"PCMA", "G722"})
  @DisplayName("an event becomes tones for a side without events, whose tones are told as digits")
  void eventsAndTones(Codec codec) throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone trunk = phone(MOBILE, codec, TONES);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("trunk", trunk);
    caller.says(400, a);
    trunk.says(0, b);
    call.connect(a, b);
    hears(trunk, 400);
    caller.press(Digit.SEVEN);
    Eventually.holds("tones", () -> tones(trunk).equals("7"));
    trunk.press(Digit.STAR);
    Eventually.holds("tones pass", () -> tones(caller).equals("*"));
    Eventually.holds("told", () -> all(MediaEvent.DigitReceived.class).size() == 2);
    assertThat(all(MediaEvent.DigitReceived.class))
        .extracting(MediaEvent.DigitReceived::digit)
        .containsExactly(Digit.SEVEN, Digit.STAR);
    isContinuous(trunk);
  }

  @Test
  @DisplayName("a digit barges in, is collected, and doesn't reach the other side")
  void bargeIn() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    mobile.says(1100, b);
    call.connect(a, b);
    b.play(LONG_PROMPT);
    b.collect(
        new DigitRequest(
            3,
            Set.of(Digit.POUND),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            true));
    hears(mobile, 900);
    mobile.press(Digit.ONE);
    assertThat(awaited(MediaEvent.PlaybackFinished.class).end()).isEqualTo(PlaybackEnd.BARGED_IN);
    mobile.press(Digit.TWO);
    mobile.press(Digit.POUND);
    assertThat(awaited(MediaEvent.DigitsCollected.class))
        .isEqualTo(
            new MediaEvent.DigitsCollected(
                new EndpointId("mobile"), "12", CollectionOutcome.TERMINATED));
    mobile.press(Digit.NINE);
    Eventually.holds("passes again", () -> endedDigits(caller, 101).equals("9"));
  }

  @Test
  @DisplayName(
      "who presses nothing, or talks for too long, is told, and so is a cancelled collection")
  void timeouts() throws IOException {
    MediaEndpoint a = endpoint("caller", phone(CALLER, Codec.PCMU, EVENTS));
    Duration minute = Duration.ofMinutes(1);
    a.collect(new DigitRequest(1, Set.of(), TIMEOUT, minute, minute, true));
    Eventually.holds("one", () -> all(MediaEvent.DigitsCollected.class).size() == 1);
    a.play(LONG_PROMPT);
    a.collect(new DigitRequest(1, Set.of(), minute, minute, TIMEOUT, true));
    Eventually.holds("two", () -> all(MediaEvent.DigitsCollected.class).size() == 2);
    a.collect(DigitRequest.one(minute, minute));
    a.stopCollecting();
    a.collect(DigitRequest.one(minute, minute));
    a.release();
    Eventually.holds("four", () -> all(MediaEvent.DigitsCollected.class).size() == 4);
    assertThat(all(MediaEvent.DigitsCollected.class))
        .extracting(MediaEvent.DigitsCollected::outcome)
        .containsExactly(
            CollectionOutcome.NO_DIGIT,
            CollectionOutcome.TALK_TOO_LONG,
            CollectionOutcome.CANCELLED,
            CollectionOutcome.CANCELLED);
  }

  @Test
  @DisplayName("a digit is sent as an event with three ends, or as a tone")
  void sentDigits() throws IOException {
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    Phone trunk = phone(THIRD, Codec.PCMA, TONES);
    MediaEndpoint a = endpoint("mobile", mobile);
    MediaEndpoint b = endpoint("trunk", trunk);
    for (MediaEndpoint endpoint : List.of(a, b)) {
      endpoint.send(Digit.EIGHT, Duration.ofMillis(80));
      endpoint.send(Digit.EIGHT, Duration.ofMillis(80));
    }
    Eventually.holds("events", () -> endedDigits(mobile, 101).equals("88"));
    Eventually.holds("tones", () -> tones(trunk).equals("88"));
    Eventually.holds(
        "six ends",
        () ->
            mobile.packets().stream()
                    .filter(packet -> packet.type() == 101 && packet.payload()[1] < 0)
                    .count()
                == 6);
    isContinuous(mobile);
    isContinuous(trunk);
    assertThatThrownBy(() -> a.send(Digit.ONE, Duration.ofMillis(5)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
