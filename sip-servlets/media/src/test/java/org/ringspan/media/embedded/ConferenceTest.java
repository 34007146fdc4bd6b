package org.ringspan.media.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.ConferenceParties;
import org.ringspan.media.EndpointId;
import org.ringspan.media.MediaCall;
import org.ringspan.media.MediaEndpoint;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.audio.Codec;

@DisplayName("A conference")
class ConferenceTest {

  private static final int SIZE = 30;
  private static final int CONFERENCES = 2;

  @Test
  @DisplayName(
      "of 30, beside another: each hears the sum of the others and nothing else, and no packet"
          + " allocates")
  void sums() throws Exception {
    InetAddress address = InetAddress.getByName("127.0.30.1");
    InetAddress phones = InetAddress.getByName("127.0.30.6");
    int ports = 4 * SIZE * CONFERENCES;
    MediaSettings settings = MediaSettings.on(address).withPorts(23_000, 23_000 + ports);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var engine = new EmbeddedMediaEngine(settings, executor);
        var parties = new ConferenceParties(phones, 0, CONFERENCES, SIZE, 5)) {
      List<InetSocketAddress> heard = conferences(engine, parties.addresses());
      long before = allocated();
      var result = parties.run(heard, Duration.ofSeconds(2), Duration.ofSeconds(3), 10);
      // On a busy machine somebody is late, which is heard as a gap: many parties never are at
      // once.
      assertThat(result.windows()).isGreaterThan(5L * SIZE * CONFERENCES);
      assertThat(result.wrong())
          .as("of %d, such as %s", result.windows(), result.example())
          .isLessThan(result.windows() / 5);
      assertThat(result.onsets()).isGreaterThan(5 * SIZE);
      assertThat(result.delay(0.5)).isBetween(1.0, 250.0);
      long packets = engine.statistics().packetsReceived();
      // As for relayed packets, and a report or two of each party.
      assertThat((allocated() - before) / packets).isLessThan(64);
    }
  }

  private static List<InetSocketAddress> conferences(
      EmbeddedMediaEngine engine, List<InetSocketAddress> phones) throws IOException {
    List<InetSocketAddress> heard = new ArrayList<>();
    for (int i = 0; i < CONFERENCES; i++) {
      MediaCall call = engine.open(event -> {});
      List<MediaEndpoint> endpoints = new ArrayList<>();
      for (InetSocketAddress phone : phones.subList(i * SIZE, (i + 1) * SIZE)) {
        MediaEndpoint endpoint = call.add(new EndpointId("p" + endpoints.size()));
        endpoint.negotiated(RemoteMedia.of(phone, Codec.PCMU, OptionalInt.of(101)));
        endpoints.add(endpoint);
        heard.add(endpoint.rtpAddress());
      }
      call.confer(endpoints);
    }
    return heard;
  }

  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith("media-")) {
        sum += threads.getThreadAllocatedBytes(id);
      }
    }
    return sum;
  }
}
