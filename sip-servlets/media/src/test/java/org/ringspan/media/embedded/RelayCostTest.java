package org.ringspan.media.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.media.EndpointId;
import org.ringspan.media.Eventually;
import org.ringspan.media.MediaCall;
import org.ringspan.media.MediaEndpoint;
import org.ringspan.media.RemoteMedia;
import org.ringspan.media.audio.Codec;

@DisplayName("A relayed packet")
class RelayCostTest {

  private static final int PACKETS = 5000;

  @ParameterizedTest
  @EnumSource(Codec.class)
  @DisplayName("allocates nothing in the engine, whatever it becomes")
  void allocation(Codec codec) throws IOException {
    InetAddress address = InetAddress.getByName("127.0.30.1");
    InetAddress phones = InetAddress.getByName("127.0.30.5");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        var engine =
            new EmbeddedMediaEngine(MediaSettings.on(address).withPorts(22_000, 22_009), executor);
        DatagramSocket from = new DatagramSocket(0, phones);
        DatagramSocket to = new DatagramSocket(0, phones)) {
      MediaCall call = engine.open(event -> {});
      MediaEndpoint a = call.add(new EndpointId("a"));
      MediaEndpoint b = call.add(new EndpointId("b"));
      a.negotiated(remote(from, Codec.PCMU));
      b.negotiated(remote(to, codec));
      call.connect(a, b);
      int sent = relay(from, to, a.rtpAddress(), 0);
      long thread = mediaThread(threads);
      long before = threads.getThreadAllocatedBytes(thread);
      relay(from, to, a.rtpAddress(), sent);
      long allocated = threads.getThreadAllocatedBytes(thread) - before;
      // The selector of the JDK boxes the descriptor of a socket that is ready: 16 bytes.
      assertThat(allocated / PACKETS).isLessThan(24);
    }
  }

  private static RemoteMedia remote(DatagramSocket phone, Codec codec) {
    return RemoteMedia.of(
        (InetSocketAddress) phone.getLocalSocketAddress(), codec, OptionalInt.of(101));
  }

  private static long mediaThread(ThreadMXBean threads) {
    return Eventually.found(
        "the media thread",
        () -> {
          for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            if (info != null && info.getThreadName().equals("media-0")) {
              return id;
            }
          }
          return null;
        });
  }

  /** Sends until so many have come out; one is under way at a time, but silence comes besides. */
  private static int relay(
      DatagramSocket from, DatagramSocket to, InetSocketAddress engine, int first)
      throws IOException {
    to.setSoTimeout(50);
    int sequence = first;
    byte[] packet = new byte[172];
    DatagramPacket in = new DatagramPacket(new byte[2048], 2048);
    for (int came = 0; came < PACKETS; came++) {
      ByteBuffer.wrap(packet)
          .putShort((short) 0x8000)
          .putShort((short) sequence)
          .putInt(160 * sequence)
          .putInt(9);
      sequence++;
      from.send(new DatagramPacket(packet, packet.length, engine));
      try {
        to.receive(in);
      } catch (SocketTimeoutException e) {
        came--;
      }
    }
    return sequence;
  }
}
