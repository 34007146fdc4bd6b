package org.ringspan.media.rtpengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.EndpointId;
import org.ringspan.media.Eventually;
import org.ringspan.media.MediaCall;
import org.ringspan.media.MediaEndpoint;
import org.ringspan.media.MediaEngine;
import org.ringspan.media.MediaEvent;
import org.ringspan.media.MediaException;
import org.ringspan.media.MediaException.Reason;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.audio.Sines;
import org.ringspan.media.embedded.MediaSettings;

/** Several instances, and what becomes of calls when one of them fails. */
class RtpengineInstancesTest {

  private static final int FIRST_PORT = 21_000;
  private static final int LAST_PORT = 21_039;

  private final List<AutoCloseable> closed = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : closed.reversed()) {
      each.close();
    }
  }

  private RtpengineProcess process(String far) {
    RtpengineProcess process = RtpengineProcess.start(far, FIRST_PORT, LAST_PORT);
    closed.add(process);
    return process;
  }

  private MediaEngine engine(String members) {
    MediaEngine engine =
        new RtpengineMediaEngine(
            MediaSettings.on(RtpengineProcess.ENGINE).withPorts(22_000, 22_199),
            RtpengineSettings.parse(members, RtpengineProcess.INTERFACES),
            Executors.newVirtualThreadPerTaskExecutor());
    closed.add(engine);
    return engine;
  }

  /** A call with one endpoint. */
  private static final class Talk {
    private final List<MediaEvent> events = new CopyOnWriteArrayList<>();
    private final MediaCall call;
    private final MediaEndpoint endpoint;

    Talk(MediaEngine engine) {
      call = engine.open(events::add);
      endpoint = call.add(new EndpointId("caller"));
    }

    String host() {
      return endpoint.rtpAddress().getHostString();
    }

    boolean isLost() {
      return events.stream().anyMatch(MediaEvent.WayLost.class::isInstance);
    }
  }

  private static List<Talk> talks(MediaEngine engine, int number) {
    return IntStream.range(0, number).mapToObj(i -> new Talk(engine)).toList();
  }

  private static long at(List<Talk> talks, String host) {
    return talks.stream().filter(talk -> talk.host().equals(host)).count();
  }

  @Test
  @DisplayName("instances have calls by their weight")
  void weights() {
    String one = process(RtpengineProcess.FAR).member();
    String other = process(RtpengineProcess.OTHER_FAR).member();
    List<Talk> talks = talks(engine(one + ";weight=3," + other), 12);
    assertThat(at(talks, RtpengineProcess.FAR)).isEqualTo(9);
    assertThat(at(talks, RtpengineProcess.OTHER_FAR)).isEqualTo(3);
  }

  @Test
  @DisplayName("who has no ports left is passed over; when nobody has, the refusal says so")
  void full() {
    String one = process(RtpengineProcess.FAR).member();
    String other = process(RtpengineProcess.OTHER_FAR).member();
    MediaEngine engine = engine(one + ";weight=100," + other);
    List<Talk> talks = talks(engine, 40);
    assertThat(at(talks, RtpengineProcess.FAR)).isEqualTo(20);
    assertThat(at(talks, RtpengineProcess.OTHER_FAR)).isEqualTo(20);
    assertThatThrownBy(() -> new Talk(engine))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_PORT))
        .hasMessageContaining("Ran out of ports");
  }

  @Test
  @DisplayName(
      "parties lose their way by an instance that is killed, all others don't, nothing is left")
  void killed() {
    RtpengineProcess one = process(RtpengineProcess.FAR);
    RtpengineProcess other = process(RtpengineProcess.OTHER_FAR);
    MediaEngine engine = engine(one.member() + "," + other.member());
    assertThat(engine.statistics().relays()).isEqualTo(2);
    List<Talk> talks = talks(engine, 6);
    one.kill();
    for (Talk talk : talks) {
      if (talk.host().equals(RtpengineProcess.FAR)) {
        Eventually.holds("it is lost", talk::isLost);
        talk.call.release();
      }
    }
    assertThat(at(talks.stream().filter(Talk::isLost).toList(), RtpengineProcess.OTHER_FAR))
        .isZero();
    Eventually.holds("three calls are left", () -> engine.statistics().calls() == 3);
    Eventually.holds("three ports are left", () -> engine.statistics().portsInUse() == 3);
    assertThat(engine.statistics().relays()).isEqualTo(1);
    assertThat(at(talks(engine, 4), RtpengineProcess.OTHER_FAR)).isEqualTo(4);
    one.startAgain();
    Eventually.holds("it is back", () -> engine.statistics().relays() == 2);
    assertThat(new Talk(engine).host()).isEqualTo(RtpengineProcess.FAR);
  }

  @Test
  @DisplayName("an instance that was started anew before anybody noticed has lost its calls, too")
  void startedAnew() {
    RtpengineProcess process = process(RtpengineProcess.FAR);
    MediaEngine engine = engine(process.member());
    Talk talk = new Talk(engine);
    Talk negotiating = new Talk(engine);
    process.kill();
    process.startAgain();
    RemoteMedia remote =
        RemoteMedia.of(
            new InetSocketAddress(RtpengineProcess.ENGINE, 4000), Codec.PCMU, OptionalInt.empty());
    negotiating.endpoint.negotiated(remote);
    Eventually.holds("lost", negotiating::isLost);
    Eventually.holds("lost as well", talk::isLost);
    negotiating.call.release();
    talk.call.release();
    Eventually.holds("nothing is left", () -> engine.statistics().portsInUse() == 0);
    assertThat(new Talk(engine).host()).isEqualTo(RtpengineProcess.FAR);
  }

  @Test
  @DisplayName("an instance that was silent for a time is made to end the calls it had")
  void silent() throws Exception {
    RtpengineProcess process = process(RtpengineProcess.FAR);
    MediaEngine engine = engine(process.member());
    List<Talk> talks = talks(engine, 20);
    process.pause();
    Eventually.holds("all are lost", () -> talks.stream().allMatch(Talk::isLost));
    talks.forEach(talk -> talk.call.release());
    assertThatThrownBy(() -> new Talk(engine))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
    process.goOn();
    Eventually.holds("it answers", () -> engine.statistics().relays() == 1);
    // It has ports for twenty: those of before must be free again.
    List<Talk> next = new ArrayList<>();
    Eventually.holds(
        "there are ports for all",
        () -> {
          try {
            next.add(new Talk(engine));
          } catch (MediaException e) {
            assertThat(e.reason()).isEqualTo(Reason.NO_PORT);
          }
          return next.size() == 20;
        });
  }

  @Test
  @DisplayName(
      "an engine starts without its instances, says that nobody answers, and finds them later")
  void later() {
    RtpengineProcess process = process(RtpengineProcess.FAR);
    process.kill();
    MediaEngine engine = engine(process.member());
    assertThat(engine.statistics().relays()).isZero();
    assertThatThrownBy(() -> new Talk(engine))
        .isInstanceOfSatisfying(
            MediaException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
    assertThat(engine.statistics().portsInUse()).isZero();
    process.startAgain();
    Eventually.holds("it answers", () -> engine.statistics().relays() == 1);
    assertThat(new Talk(engine).host()).isEqualTo(RtpengineProcess.FAR);
  }

  @Test
  @DisplayName("when an engine is closed its instances have no sessions of it any more")
  void closes() {
    RtpengineProcess process = process(RtpengineProcess.FAR);
    MediaEngine first = engine(process.member());
    talks(first, 20);
    first.close();
    assertThat(talks(engine(process.member()), 20)).hasSize(20);
  }

  @Test
  @DisplayName("a remote side that moves on is followed, however fast call control tells of it")
  void renegotiated() throws Exception {
    RtpengineProcess process = process(RtpengineProcess.FAR);
    MediaEngine engine = engine(process.member());
    Talk talk = new Talk(engine);
    InetSocketAddress before = talk.endpoint.rtpAddress();
    talk.endpoint.hold(Audio.of(Sines.tone(500, 8000, 4000)));
    try (DatagramSocket phone = new DatagramSocket(new InetSocketAddress("127.0.30.2", 0))) {
      phone.setSoTimeout(60_000);
      for (int i = 0; i < 200; i++) {
        talk.endpoint.negotiated(
            RemoteMedia.of(
                new InetSocketAddress("127.0.30.3", 4000 + 2 * (i % 7)),
                i % 2 == 0 ? Codec.PCMU : Codec.PCMA,
                i % 3 == 0 ? OptionalInt.empty() : OptionalInt.of(96 + i % 5)));
      }
      talk.endpoint.negotiated(
          RemoteMedia.of(
              (InetSocketAddress) phone.getLocalSocketAddress(), Codec.PCMU, OptionalInt.of(101)));
      DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
      phone.receive(packet);
      assertThat(packet.getSocketAddress()).isEqualTo(before);
    }
    assertThat(talk.endpoint.rtpAddress()).isEqualTo(before);
    talk.call.release();
    Eventually.holds("all is free", () -> engine.statistics().portsInUse() == 0);
    assertThat(talk.isLost()).isFalse();
  }
}
