package org.ringspan.media.rtpengine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.ringspan.media.embedded.FailureLog;
import org.ringspan.media.rtpengine.Bencode.Dictionary;

/**
 * Sends commands to one instance and finds their answers. A command that isn't answered is sent
 * again with the same cookie; rtpengine repeats its answer then and does nothing twice.
 */
final class NgChannel implements AutoCloseable {

  /** Milliseconds after the first time that a command is sent again. */
  private static final List<Long> AGAIN = List.of(200L, 600L, 1200L);

  private static final int LARGEST = 65_535;

  private final DatagramChannel channel;
  private final ScheduledExecutorService timer;
  private final FailureLog log;
  private final String prefix = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
  private final AtomicLong commands = new AtomicLong();
  private final Map<String, CompletableFuture<NgReply>> waiting = new ConcurrentHashMap<>();

  /**
   * Opens a socket that hears that instance only.
   *
   * @param timer must not be blocked; it and the reading thread complete answers
   * @throws IOException when there is no socket to be had
   */
  NgChannel(InetSocketAddress instance, ScheduledExecutorService timer, FailureLog log)
      throws IOException {
    this.channel = DatagramChannel.open();
    this.timer = timer;
    this.log = log;
    boolean connected = false;
    try {
      channel.connect(instance);
      connected = true;
    } finally {
      if (!connected) {
        channel.close();
      }
    }
    Thread.ofPlatform().daemon().name("rtpengine-" + instance).start(this::read);
  }

  /**
   * Sends a command.
   *
   * @param patience how long the answer is waited for
   * @return the answer; fails with a {@link TimeoutException} when there is none, or with a {@link
   *     ClosedChannelException}
   */
  CompletableFuture<NgReply> ask(Dictionary command, Duration patience) {
    String cookie = prefix + "_" + commands.incrementAndGet();
    byte[] head = (cookie + " ").getBytes(StandardCharsets.US_ASCII);
    byte[] body = command.encode();
    ByteBuffer datagram = ByteBuffer.allocate(head.length + body.length);
    datagram.put(head).put(body).flip();
    CompletableFuture<NgReply> answer = new CompletableFuture<>();
    waiting.put(cookie, answer);
    var unused = answer.whenComplete((reply, failure) -> waiting.remove(cookie));
    send(datagram, answer);
    try {
      for (long again : AGAIN) {
        if (again < patience.toMillis()) {
          after(again, () -> send(datagram, answer));
        }
      }
      after(
          patience.toMillis(),
          () -> answer.completeExceptionally(new TimeoutException("no answer")));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private void after(long millis, Runnable what) {
    var unused = timer.schedule(what, millis, TimeUnit.MILLISECONDS);
  }

  private void send(ByteBuffer datagram, CompletableFuture<NgReply> answer) {
    if (answer.isDone()) {
      return;
    }
    try {
      channel.write(datagram.duplicate());
    } catch (ClosedChannelException e) {
      answer.completeExceptionally(e);
    } catch (PortUnreachableException e) {
      // Of an earlier datagram: nobody listens there. Whether that stays so is found out by
      // waiting.
    } catch (IOException e) {
      log.failed("A command could not be sent", e);
    }
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
    while (channel.isOpen()) {
      try {
        channel.read(buffer.clear());
        buffer.flip();
        byte[] datagram = new byte[buffer.remaining()];
        buffer.get(datagram);
        received(datagram);
      } catch (PortUnreachableException e) {
        // As above.
      } catch (ClosedChannelException | InterruptedIOException e) {
        break;
      } catch (IOException | RuntimeException e) {
        log.failed("An answer could not be received", e);
      }
    }
    waiting.values().forEach(each -> each.completeExceptionally(new ClosedChannelException()));
  }

  private void received(byte[] datagram) {
    try {
      NgReply reply = NgReply.parse(datagram);
      CompletableFuture<NgReply> answer = waiting.get(reply.cookie());
      // Answers to what was sent twice come twice.
      if (answer != null) {
        answer.complete(reply);
      }
    } catch (BencodeException e) {
      log.failed("An answer can't be read", e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
