package org.ringspan.e2e.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
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

  private Iterable<MemoryPoolMXBean> pools() {
    try {
      return ManagementFactory.getPlatformMXBeans(
              connector.getMBeanServerConnection(), MemoryPoolMXBean.class)
          .stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins anew with {@link #peak}. */
  public void forgetPeak() {
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** Bytes that were used at most; each part of the heap by itself, so rather too many. */
  public long peak() {
    long sum = 0;
    for (var pool : pools()) {
      sum += pool.getPeakUsage().getUsed();
    }
    return sum;
  }

  /** Bytes that are used when nothing more can be freed. */
  public long usedAfterCollection() {
    try {
      var memory =
          ManagementFactory.getPlatformMXBean(
              connector.getMBeanServerConnection(), MemoryMXBean.class);
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
