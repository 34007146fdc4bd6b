package org.ringspan.e2e;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.SipMessage;
import org.ringspan.e2e.ua.StreamWire;
import org.ringspan.e2e.ua.UdpWire;
import org.ringspan.e2e.ua.Wire;

/** Sends bytes that need not be SIP and takes what comes back as it came. */
final class TortureSocket implements AutoCloseable {
  /** The transport in a message's top Via. */
  enum Via {
    UDP,
    TCP,
    TLS
  }

  private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
  private final InetAddress address;
  private final List<Wire> wires = new ArrayList<>();
  private final Wire udp;

  TortureSocket(InetAddress address) {
    this.address = address;
    // rfc3261#section-18.2.2: without rport the answer goes to the port in the Via, 5060 unless it
    // names one
    udp = listening(new UdpWire(new InetSocketAddress(address, 5060)));
    listening(new UdpWire(new InetSocketAddress(address, 5050)));
  }

  private Wire listening(Wire wire) {
    wires.add(wire);
    wire.start((at, message, from) -> answers.add(message));
    return wire;
  }

  void send(TestServer server, byte[] message) {
    udp.send(message, server.sip());
  }

  /** Sends a message and waits for a final answer that holds {@code marker}. */
  Optional<SipMessage> ask(
      Via via, TestServer server, byte[] message, String marker, Duration patience) {
    Wire wire =
        switch (via) {
          case UDP -> udp;
          case TCP -> listening(StreamWire.tcp(address, server.sip()));
          case TLS -> listening(StreamWire.tls(address, server.sipOverTls()));
        };
    wire.send(message, server.sip());
    var answer = answer(marker, patience);
    answer
        .filter(response -> isDialogFailure(response))
        .ifPresent(failure -> wire.send(acknowledgement(failure).toBytes(), server.sip()));
    return answer;
  }

  /** An INVITE's failure with everything that its ACK repeats. */
  private static boolean isDialogFailure(SipMessage response) {
    return response.method().equals("INVITE")
        && response.status() >= 300
        && response.header("From").isPresent()
        && response.header("To").isPresent()
        && response.header("Call-ID").isPresent();
  }

  private static SipMessage acknowledgement(SipMessage failure) {
    return SipMessage.request("ACK", "sip:nobody@example.com")
        .with("Via", failure.required("Via"))
        .with("From", failure.required("From"))
        .with("To", failure.required("To"))
        .with("Call-ID", failure.callId())
        .with("CSeq", failure.cseq() + " ACK")
        .with("Max-Forwards", "70");
  }

  private Optional<SipMessage> answer(String marker, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (true) {
        byte[] bytes = answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (bytes == null) {
          return Optional.empty();
        }
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains(marker)) {
          var message = SipMessage.parse(bytes);
          if (!message.isRequest() && message.status() >= 200) {
            return Optional.of(message);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Whether the server answers OPTIONS over UDP by 200. */
  boolean ping(TestServer server) {
    String id = UUID.randomUUID().toString();
    String host = server.sip().getHostString();
    var options =
        SipMessage.request("OPTIONS", "sip:" + host)
            .with(
                "Via",
                "SIP/2.0/UDP %s:5060;branch=z9hG4bK%s".formatted(address.getHostAddress(), id))
            .with("Max-Forwards", "70")
            .with("From", "<sip:probe@" + address.getHostAddress() + ">;tag=1")
            .with("To", "<sip:" + host + ">")
            .with("Call-ID", id)
            .with("CSeq", "1 OPTIONS");
    for (int attempt = 0; attempt < 5; attempt++) {
      var answer = ask(Via.UDP, server, options.toBytes(), id, Duration.ofSeconds(10));
      if (answer.isPresent()) {
        return answer.get().status() == 200;
      }
    }
    return false;
  }

  @Override
  public void close() {
    wires.forEach(Wire::close);
  }
}
