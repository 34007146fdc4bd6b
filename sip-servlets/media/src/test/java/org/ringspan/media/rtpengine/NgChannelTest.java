package org.ringspan.media.rtpengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.media.embedded.FailureLog;

/** The other end is a socket of the test's. */
class NgChannelTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final InetAddress LOOPBACK = Addresses.literal("127.0.31.9").orElseThrow();

  private DatagramSocket instance;
  private ScheduledExecutorService timer;
  private NgChannel channel;

  private record Command(String cookie, String body, InetSocketAddress from) {}

  @BeforeEach
  void open() throws IOException {
    instance = new DatagramSocket(0, LOOPBACK);
    instance.setSoTimeout((int) PATIENCE.toMillis());
    timer = Executors.newSingleThreadScheduledExecutor();
    channel =
        new NgChannel(
            (InetSocketAddress) instance.getLocalSocketAddress(), timer, new FailureLog());
  }

  @AfterEach
  void close() throws IOException {
    channel.close();
    timer.shutdownNow();
    instance.close();
  }

  private Command received() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
    instance.receive(packet);
    String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    int space = text.indexOf(' ');
    return new Command(
        text.substring(0, space),
        text.substring(space + 1),
        (InetSocketAddress) packet.getSocketAddress());
  }

  private static void answer(DatagramSocket from, InetSocketAddress to, String text)
      throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
    from.send(new DatagramPacket(octets, octets.length, to));
  }

  @Test
  @DisplayName("a command that isn't answered is sent again with the same cookie")
  void sentAgain() throws Exception {
    CompletableFuture<NgReply> reply = channel.ask(NgCommands.ping(), PATIENCE);
    Command first = received();
    assertThat(first.body()).isEqualTo("d7:command4:pinge");
    Command second = received();
    assertThat(second).isEqualTo(first);
    answer(instance, first.from(), first.cookie() + " d6:result4:ponge");
    answer(instance, first.from(), first.cookie() + " d6:result4:ponge");
    assertThat(reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).succeeded()).isTrue();
  }

  @Test
  @DisplayName("answers in any order go to who has asked; rubbish and unknown cookies to nobody")
  void anyOrder() throws Exception {
    CompletableFuture<NgReply> one = channel.ask(NgCommands.query("one"), PATIENCE);
    Command first = received();
    CompletableFuture<NgReply> two = channel.ask(NgCommands.query("two"), PATIENCE);
    Command second = received();
    while (second.cookie().equals(first.cookie())) {
      second = received();
    }
    answer(instance, first.from(), "");
    answer(instance, first.from(), "rubbish");
    answer(instance, first.from(), first.cookie() + " d6:result");
    answer(instance, first.from(), "somebody d6:result2:oke");
    answer(instance, first.from(), second.cookie() + " d6:result2:oke");
    answer(instance, first.from(), first.cookie() + " d6:result5:errore");
    assertThat(two.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).succeeded()).isTrue();
    assertThat(one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).succeeded()).isFalse();
  }

  @Test
  @DisplayName("who isn't the instance isn't heard")
  void stranger() throws Exception {
    CompletableFuture<NgReply> reply = channel.ask(NgCommands.ping(), PATIENCE);
    Command command = received();
    try (DatagramSocket stranger = new DatagramSocket(0, LOOPBACK)) {
      answer(stranger, command.from(), command.cookie() + " d6:result5:errore");
      answer(instance, command.from(), command.cookie() + " d6:result4:ponge");
      assertThat(reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).succeeded()).isTrue();
    } catch (SocketException refused) {
      // The system has told the stranger that nobody listens to it.
      answer(instance, command.from(), command.cookie() + " d6:result4:ponge");
      assertThat(reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).succeeded()).isTrue();
    }
  }

  @Test
  @DisplayName("without an answer the command fails in time; after the end at once")
  void fails() throws Exception {
    CompletableFuture<NgReply> reply = channel.ask(NgCommands.ping(), SHORT);
    assertThatThrownBy(() -> reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    CompletableFuture<NgReply> waiting = channel.ask(NgCommands.ping(), PATIENCE);
    channel.close();
    assertThatThrownBy(() -> waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .hasCauseInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(
            () ->
                channel
                    .ask(NgCommands.ping(), PATIENCE)
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .hasCauseInstanceOf(ClosedChannelException.class);
  }

  @Test
  @DisplayName("an instance that isn't there doesn't keep the channel from hearing its next life")
  void nextLife() throws Exception {
    InetSocketAddress at = (InetSocketAddress) instance.getLocalSocketAddress();
    instance.close();
    CompletableFuture<NgReply> lost = channel.ask(NgCommands.ping(), SHORT);
    assertThatThrownBy(() -> lost.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .hasCauseInstanceOf(TimeoutException.class);
    instance = new DatagramSocket(at);
    instance.setSoTimeout((int) PATIENCE.toMillis());
    CompletableFuture<NgReply> reply = channel.ask(NgCommands.ping(), PATIENCE);
    Command command = received();
    answer(instance, command.from(), command.cookie() + " d6:result4:ponge");
    assertThat(reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).succeeded()).isTrue();
  }
}
