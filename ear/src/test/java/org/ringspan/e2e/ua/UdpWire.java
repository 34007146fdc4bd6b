package org.ringspan.e2e.ua;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One UDP socket, one message a datagram. */
public final class UdpWire implements Wire {
  private static final int LARGEST_DATAGRAM = 65535;

  private final DatagramSocket socket;
  private @Nullable Thread receiver;

  /**
   * @param local where to bind; port 0 takes a free one
   */
  public UdpWire(InetSocketAddress local) {
    try {
      socket = new DatagramSocket(local);
      socket.setReceiveBufferSize(1 << 20);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot bind " + local, e);
    }
  }

  @Override
  public String transport() {
    return "UDP";
  }

  @Override
  public InetSocketAddress local() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public boolean reliable() {
    return false;
  }

  @Override
  public void start(Receiver target) {
    receiver = Thread.ofVirtual().name("udp " + local()).start(() -> receive(target));
  }

  private void receive(Receiver receiver) {
    var packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
      } catch (IOException e) {
        if (socket.isClosed()) {
          return;
        }
        throw new UncheckedIOException(e);
      }
      long at = System.nanoTime();
      byte[] message = Arrays.copyOf(packet.getData(), packet.getLength());
      if (!isKeepAlive(message)) {
        receiver.received(at, message, (InetSocketAddress) packet.getSocketAddress());
      }
      packet.setLength(LARGEST_DATAGRAM);
    }
  }

  // rfc5626#section-3.5.1: keep-alives are bare CRLFs
  private static boolean isKeepAlive(byte[] message) {
    for (byte b : message) {
      if (b != '\r' && b != '\n' && b != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void send(byte[] message, InetSocketAddress to) {
    try {
      socket.send(new DatagramPacket(message, message.length, to));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send to " + to, e);
    }
  }

  @Override
  public void close() {
    socket.close();
    // The port is free only when nobody waits in receive any more.
    if (receiver != null) {
      try {
        receiver.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
