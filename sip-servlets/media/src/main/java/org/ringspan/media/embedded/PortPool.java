package org.ringspan.media.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.ringspan.media.MediaException;
import org.ringspan.media.MediaException.Reason;

/**
 * The pairs of ports that endpoints get. The pair that has been free for longest comes first, so
 * that packets of an old call seldom meet a new one.
 */
final class PortPool {

  private final InetAddress address;
  private final Deque<Integer> free = new ArrayDeque<>();
  private int inUse;

  /**
   * All pairs of a range.
   *
   * @param first lowest port
   * @param last highest port
   */
  PortPool(InetAddress address, int first, int last) {
    this.address = address;
    for (int port = first + (first & 1); port < last; port += 2) {
      free.add(port);
    }
  }

  /**
   * Opens the next pair. Ports that other programs have are passed over.
   *
   * @throws MediaException NO_PORT
   */
  Sockets open() {
    BindException taken = null;
    for (int left = size(); left > 0; left--) {
      Integer port = take();
      if (port == null) {
        break;
      }
      try {
        return Sockets.bind(address, port);
      } catch (BindException e) {
        giveBack(port);
        taken = e;
      } catch (IOException e) {
        giveBack(port);
        throw new MediaException(Reason.NO_PORT, "no socket can be opened", e);
      }
    }
    if (taken != null) {
      throw new MediaException(Reason.NO_PORT, "no port can be bound", taken);
    }
    throw new MediaException(Reason.NO_PORT, "all ports are in use");
  }

  private synchronized int size() {
    return free.size();
  }

  private synchronized @Nullable Integer take() {
    Integer port = free.poll();
    if (port != null) {
      inUse++;
    }
    return port;
  }

  /** Takes a pair back whose sockets are closed. */
  synchronized void giveBack(int port) {
    inUse--;
    free.add(port);
  }

  /** Pairs that are taken. */
  synchronized int inUse() {
    return inUse;
  }
}
