package org.ringspan.activedirectory.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a controller and does what networks do. */
final class TcpProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong cutAfter = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean silent;
  private volatile byte[] garbage = {};
  private final CountDownLatch cut = new CountDownLatch(1);

  TcpProxy(int target) {
    this.target = target;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Cuts a connection when so many more octets have come from the controller. */
  void cutAfter(long octets) {
    cutAfter.set(octets);
  }

  /** Passes nothing from the controller any more. */
  void silence() {
    silent = true;
  }

  /** Answers whatever is said with these octets. */
  void answer(byte[] octets) {
    garbage = octets.clone();
  }

  /** Whether a connection was cut. */
  boolean hasCut() {
    return cut.getCount() == 0;
  }

  private static void daemon(Runnable work) {
    var thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        var server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(server);
        daemon(() -> pump(client, server, false));
        daemon(() -> pump(server, client, true));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    var buffer = new byte[4096];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (!answers && garbage.length > 0) {
          from.getOutputStream().write(garbage);
          from.getOutputStream().flush();
          continue;
        }
        if (answers && silent) {
          continue;
        }
        if (answers && cutAfter.addAndGet(-count) < 0) {
          cut.countDown();
          return;
        }
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException gone) {
      // Either side has closed; the other is closed with it.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (var socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
