package org.ringspan.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.digit.Digit;

/** Who is listened to, and what the other side is told and tells. */
abstract class RemoteSideContract extends MediaEngineContract {

  @Test
  @DisplayName("a phone that sends from another address than it has signalled gets its media there")
  void behindNat() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone signalled = phone(THIRD, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", signalled);
    a.hold(MUSIC);
    hears(signalled, 500);
    caller.says(400, a);
    hears(caller, 500);
  }

  @Test
  @DisplayName("a phone behind a NAT that sends before anything was negotiated is heard afterwards")
  void earlyBehindNat() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    Phone signalled = phone(THIRD, Codec.PCMU, EVENTS);
    MediaEndpoint a = call.add(new EndpointId("caller"));
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    mobile.says(1100, b);
    Eventually.holds("it is early", () -> dropped(DropReason.NOT_NEGOTIATED) >= 10);
    call.connect(a, b);
    a.negotiated(signalled.media());
    hears(mobile, 400);
    hears(caller, 1100);
  }

  @Test
  @DisplayName("a phone behind a NAT that signals another address is found where it was")
  void movesBehindNat() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", phone(THIRD, Codec.PCMU, EVENTS));
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    call.connect(a, b);
    hears(mobile, 400);
    a.hold(MUSIC);
    hears(caller, 500);
    a.negotiated(phone(THIRD, Codec.PCMU, EVENTS).media());
    a.resume();
    mobile.says(1100, b);
    hears(mobile, 400);
    hears(caller, 1100);
  }

  @Test
  @DisplayName("once a source is heard no other can take its place or be heard")
  void hijack() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    Phone thief = phone(THIRD, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    mobile.says(1100, b);
    call.connect(a, b);
    hears(mobile, 400);
    hears(caller, 1100);
    thief.says(1300, a);
    thief.press(Digit.STAR);
    Eventually.holds(
        "fifty were refused",
        () -> engine.statistics().dropped().getOrDefault(DropReason.FOREIGN_SOURCE, 0L) >= 50);
    assertThat(mobile.hears(400)).isTrue();
    assertThat(caller.hears(1100)).isTrue();
    assertThat(thief.packets()).isEmpty();
    assertThat(all(MediaEvent.DigitReceived.class)).isEmpty();
    isContinuous(mobile);
  }

  @Test
  @DisplayName("rubbish on its ports doesn't disturb a call")
  void rubbish() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    Phone mobile = phone(MOBILE, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    MediaEndpoint b = endpoint("mobile", mobile);
    caller.says(400, a);
    call.connect(a, b);
    hears(mobile, 400);
    Random random = new Random(30);
    for (int i = 0; i < 2000; i++) {
      byte[] datagram = new byte[random.nextInt(1800)];
      random.nextBytes(datagram);
      if (datagram.length > 12 && random.nextBoolean()) {
        // The caller's own source, but numbers and payloads of chance.
        ByteBuffer.wrap(datagram).put((byte) 0x80).put((byte) 101).putInt(8, caller.ssrc());
      }
      caller.send(datagram, random.nextBoolean() ? a.rtpAddress() : a.rtcpAddress());
    }
    int before = mobile.packets().size();
    Eventually.holds("goes on", () -> mobile.packets().size() > before + 100);
    hears(mobile, 400);
    assertThat(engine.statistics().dropped()).doesNotContainKey(DropReason.FAILED);
  }

  @Test
  @DisplayName("an endpoint that falls silent is told once, and when it is heard again")
  void silence() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    assertThat(awaited(MediaEvent.MediaSilent.class).silence()).isGreaterThanOrEqualTo(TIMEOUT);
    caller.says(400, a);
    awaited(MediaEvent.MediaResumed.class);
    assertThat(all(MediaEvent.MediaSilent.class)).hasSize(1);
    caller.isQuiet();
    Eventually.holds("silent again", () -> all(MediaEvent.MediaSilent.class).size() == 2);
  }

  @Test
  @DisplayName("the remote side gets reports with a name, and its BYE is told once")
  void reports() throws IOException {
    Phone caller = phone(CALLER, Codec.PCMU, EVENTS);
    MediaEndpoint a = endpoint("caller", caller);
    caller.says(400, a);
    a.hold(MUSIC);
    byte[] report =
        Eventually.found("a report", () -> caller.reportsHeard().stream().findFirst().orElse(null));
    assertThat(report[1] & 0xFF).isEqualTo(200);
    assertThat(ByteBuffer.wrap(report).getInt(4)).isEqualTo(caller.packets().getFirst().ssrc());
    assertThat(ByteBuffer.wrap(report).getInt(28)).isEqualTo(caller.ssrc());
    assertThat(report[53] & 0xFF).isEqualTo(202);
    // The remote side says that it has lost three packets, and answers the report at once.
    ByteBuffer answer = ByteBuffer.allocate(32);
    answer.putInt(0x81C90007).putInt(caller.ssrc()).putInt(ByteBuffer.wrap(report).getInt(4));
    answer.putInt(3).putInt(0).putInt(0).putInt(ByteBuffer.wrap(report).getInt(10)).putInt(0);
    caller.report(answer.array(), a.rtcpAddress());
    Eventually.holds("loss is known", () -> a.statistics().remoteLost() == 3);
    assertThat(a.statistics().roundTrip())
        .hasValueSatisfying(time -> assertThat(time).isBetween(Duration.ZERO, PATIENCE));
    ByteBuffer bye = ByteBuffer.allocate(16);
    bye.putInt(0x80C90001).putInt(caller.ssrc()).putInt(0x81CB0001).putInt(caller.ssrc());
    caller.report(bye.array(), a.rtcpAddress());
    caller.report(bye.array(), a.rtcpAddress());
    assertThat(awaited(MediaEvent.RemoteLeft.class).endpoint()).isEqualTo(a.id());
    Eventually.holds("statistics", () -> a.statistics().packetsReceived() > 0);
    assertThat(all(MediaEvent.RemoteLeft.class)).hasSize(1);
    a.release();
    Eventually.holds(
        "BYE",
        () ->
            ByteBuffer.wrap(caller.reportsHeard().getLast()).getInt(0) != 0
                && hasBye(caller.reportsHeard().getLast()));
  }

  private static boolean hasBye(byte[] report) {
    return (report[report.length - 7] & 0xFF) == 203;
  }
}
