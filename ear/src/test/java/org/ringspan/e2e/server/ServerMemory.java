package org.ringspan.e2e.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.remote.JMXConnector;

/** The heap of a server, read over JMX. */
public final class ServerMemory implements AutoCloseable {
  private static final int MOST_COLLECTIONS = 6;

  private final JMXConnector connector;

  private ServerMemory(JMXConnector connector) {
    this.connector = connector;
  }

  /** Of a running server. */
  public static ServerMemory of(TestServer server) {
    return new ServerMemory(server.connectMBeans());
  }

  private MemoryMXBean memory() {
    try {
      return ManagementFactory.getPlatformMXBean(
          connector.getMBeanServerConnection(), MemoryMXBean.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The most bytes that were in use at one time while something went on, garbage among them; looked
   * at ten times a second.
   */
  public long mostDuring(Runnable work) {
    MemoryMXBean memory = memory();
    var over = new CountDownLatch(1);
    var most = new AtomicLong();
    Thread looking =
        Thread.startVirtualThread(
            () -> {
              do {
                most.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
              } while (!isOver(over));
            });
    try {
      work.run();
    } finally {
      over.countDown();
    }
    try {
      looking.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return most.get();
  }

  private static boolean isOver(CountDownLatch over) {
    try {
      return over.await(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Bytes that are used when nothing more can be freed. */
  public long usedAfterCollection() {
    MemoryMXBean memory = memory();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < MOST_COLLECTIONS; i++) {
      memory.gc();
      long now = memory.getHeapMemoryUsage().getUsed();
      if (used - now < now / 1000) {
        return now;
      }
      used = now;
    }
    return used;
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
