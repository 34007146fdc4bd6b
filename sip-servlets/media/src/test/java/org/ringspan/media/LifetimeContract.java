package org.ringspan.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.MediaEvent.PlaybackEnd;
import org.ringspan.media.audio.Codec;
import org.ringspan.media.digit.DigitRequest;

/** Ports, refusals, and what is left when calls end in any order. */
abstract class LifetimeContract extends MediaEngineContract {

  @Test
  @DisplayName("release frees the ports, is idempotent, and nothing can be asked for afterwards")
  void release() throws IOException {
    MediaEndpoint a = endpoint("caller", phone(CALLER, Codec.PCMU, EVENTS));
    MediaEndpoint b = endpoint("mobile", phone(MOBILE, Codec.PCMU, EVENTS));
    call.connect(a, b);
    assertThat(engine.statistics().portsInUse()).isEqualTo(2);
    assertThat(isFree(a.rtpAddress())).isFalse();
    b.release();
    b.release();
    Eventually.holds("b is free", () -> isFree(b.rtpAddress()) && isFree(b.rtcpAddress()));
    refused(MediaException.Reason.RELEASED, () -> b.play(MUSIC));
    refused(MediaException.Reason.RELEASED, () -> call.connect(a, b));
    call.release();
    call.release();
    a.release();
    Eventually.holds("a is free", () -> isFree(a.rtpAddress()) && isFree(a.rtcpAddress()));
    Eventually.holds("none", () -> engine.statistics().portsInUse() == 0);
    assertThat(engine.statistics().calls()).isZero();
    refused(MediaException.Reason.RELEASED, () -> a.play(MUSIC));
    refused(MediaException.Reason.RELEASED, () -> call.add(new EndpointId("new")));
    refused(MediaException.Reason.RELEASED, () -> call.confer(List.of()));
  }

  private static boolean isFree(InetSocketAddress address) {
    try (DatagramSocket socket = new DatagramSocket(address)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  @DisplayName("endpoints have an even port and the next; without a free pair the refusal says so")
  void ports() {
    List<MediaEndpoint> endpoints = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      MediaEndpoint endpoint = call.add(new EndpointId("e" + i));
      assertThat(endpoint.rtpAddress().getPort() % 2).isZero();
      assertThat(endpoint.rtcpAddress().getPort()).isEqualTo(endpoint.rtpAddress().getPort() + 1);
      endpoints.add(endpoint);
    }
    refused(MediaException.Reason.NO_PORT, () -> call.add(new EndpointId("e4")));
    endpoints.getFirst().release();
    Eventually.holds("a pair is free", () -> engine.statistics().portsInUse() == 3);
    assertThat(call.add(new EndpointId("e0")).rtpAddress())
        .isEqualTo(endpoints.getFirst().rtpAddress());
    endpoints.get(1).release();
    Eventually.holds("a pair is free", () -> engine.statistics().portsInUse() == 3);
    refused(MediaException.Reason.WRONG_ENDPOINT, () -> call.add(new EndpointId("e2")));
    assertThat(engine.statistics().portsInUse()).isEqualTo(3);
  }

  @Test
  @DisplayName("calls can't be mixed up, and an endpoint isn't its own peer")
  void wrongEndpoints() {
    MediaEndpoint mine = call.add(new EndpointId("mine"));
    MediaEndpoint other = engine.open(events::add).add(new EndpointId("other"));
    refused(MediaException.Reason.WRONG_ENDPOINT, () -> call.connect(mine, other));
    refused(MediaException.Reason.WRONG_ENDPOINT, () -> call.connect(mine, mine));
    refused(MediaException.Reason.WRONG_ENDPOINT, () -> call.confer(List.of(other)));
  }

  @Test
  @DisplayName("closing the engine tells its calls, frees the ports at once and refuses new calls")
  void closed() throws IOException {
    MediaEndpoint a = endpoint("caller", phone(CALLER, Codec.PCMU, EVENTS));
    a.play(LONG_PROMPT);
    engine.close();
    assertThat(isFree(a.rtpAddress())).isTrue();
    assertThat(engine.statistics().portsInUse()).isZero();
    awaited(MediaEvent.CallLost.class);
    assertThat(awaited(MediaEvent.PlaybackFinished.class).end()).isEqualTo(PlaybackEnd.STOPPED);
    refused(MediaException.Reason.CLOSED, () -> engine.open(events::add));
    refused(MediaException.Reason.CLOSED, () -> a.play(MUSIC));
    call.release();
    engine.close();
  }

  @Test
  @DisplayName(
      "whatever several threads ask for in whatever order, all is answered and nothing is left")
  void anyOrder() throws Exception {
    engine.close();
    engine = engine(12, TIMEOUT);
    AtomicInteger prompts = new AtomicInteger();
    AtomicInteger collections = new AtomicInteger();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    List<MediaCall> calls = new CopyOnWriteArrayList<>();
    List<MediaEndpoint> endpoints = new CopyOnWriteArrayList<>();
    RemoteMedia remote = phone(CALLER, Codec.PCMU, EVENTS).media();
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Random random = new Random(i);
      askers.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
              .start(
                  () -> {
                    for (int k = 0; k < 3000; k++) {
                      try {
                        ask(random, calls, endpoints, remote, prompts, collections);
                      } catch (MediaException e) {
                        assertThat(e.reason())
                            .isNotIn(
                                MediaException.Reason.CLOSED, MediaException.Reason.OVERLOADED);
                      }
                    }
                  }));
    }
    for (Thread asker : askers) {
      asker.join();
    }
    calls.forEach(MediaCall::release);
    assertThat(failures).isEmpty();
    Eventually.holds("all ended", () -> engine.statistics().calls() == 0);
    Eventually.holds("all is free", () -> engine.statistics().portsInUse() == 0);
    Eventually.holds(
        "prompts ended", () -> all(MediaEvent.PlaybackFinished.class).size() == prompts.get());
    Eventually.holds(
        "collections ended",
        () -> all(MediaEvent.DigitsCollected.class).size() == collections.get());
    assertThat(engine.statistics().dropped()).doesNotContainKey(DropReason.FAILED);
  }

  private void ask(
      Random random,
      List<MediaCall> calls,
      List<MediaEndpoint> endpoints,
      RemoteMedia remote,
      AtomicInteger prompts,
      AtomicInteger collections) {
    int what = random.nextInt(12);
    if (what == 0 || calls.isEmpty()) {
      calls.add(engine.open(events::add));
      return;
    }
    MediaCall some = calls.get(random.nextInt(calls.size()));
    if (what <= 3 || endpoints.isEmpty()) {
      endpoints.add(some.add(new EndpointId("e" + random.nextInt(8))));
      return;
    }
    MediaEndpoint one = endpoints.get(random.nextInt(endpoints.size()));
    MediaEndpoint other = endpoints.get(random.nextInt(endpoints.size()));
    switch (what) {
      case 4 -> one.negotiated(remote);
      case 5 -> {
        one.play(MUSIC);
        prompts.incrementAndGet();
      }
      case 6 -> {
        one.collect(DigitRequest.one(TIMEOUT, TIMEOUT));
        collections.incrementAndGet();
      }
      case 7 -> some.connect(one, other);
      case 8 -> some.confer(List.of(one, other));
      case 9 -> one.release();
      case 10 -> {
        if (random.nextInt(8) == 0) {
          some.release();
        }
      }
      default -> one.hold(MUSIC);
    }
  }
}
