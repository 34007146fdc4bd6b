package org.ringspan.activedirectory.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Stands between a client and a controller and does what networks do. */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicLong cutAfter = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean silent;
  private volatile boolean refusing;
  private volatile long delayNanos;
  private final AtomicLong corruptAfter = new AtomicLong(Long.MAX_VALUE);
  private volatile byte[] garbage = {};
  private final CountDownLatch cut = new CountDownLatch(1);

  /** Passes on what comes to a port of the loopback address. */
  public TcpProxy(int target) {
    this.target = target;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** Where it listens. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Cuts a connection when so many more octets have come from the controller. */
  public void cutAfter(long octets) {
    cutAfter.set(octets);
  }

  /** Lets nobody in any more, or again. */
  public void refuse(boolean now) {
    refusing = now;
  }

  /** Passes what comes from the controller so much later. */
  public void delay(Duration delay) {
    delayNanos = delay.toNanos();
  }

  /** Turns a bit of the octet that comes after so many more from the controller, once. */
  public void corruptAfter(long octets) {
    corruptAfter.set(octets);
  }

  /** Goes on as a good line; what was cut stays cut. */
  public void mend() {
    cutAfter.set(Long.MAX_VALUE);
    corruptAfter.set(Long.MAX_VALUE);
    delayNanos = 0;
    silent = false;
    refusing = false;
  }

  /** Passes nothing from the controller any more. */
  public void silence() {
    silent = true;
  }

  /** Answers whatever is said with these octets. */
  public void answer(byte[] octets) {
    garbage = octets.clone();
  }

  /** Whether a connection was cut. */
  public boolean hasCut() {
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
        if (refusing) {
          client.close();
          continue;
        }
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
        if (answers) {
          disturb(buffer, count);
        }
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException gone) {
      // Either side has closed; the other is closed with it.
    }
  }

  private void disturb(byte[] octets, int count) {
    long left = corruptAfter.getAndUpdate(old -> old == Long.MAX_VALUE ? old : old - count);
    if (left >= 0 && left < count) {
      octets[(int) left] ^= 0x10;
      corruptAfter.set(Long.MAX_VALUE);
    }
    long end = System.nanoTime() + delayNanos;
    for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
      LockSupport.parkNanos(rest);
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
