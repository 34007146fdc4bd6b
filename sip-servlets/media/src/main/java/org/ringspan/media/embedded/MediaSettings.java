package org.ringspan.media.embedded;

import java.net.InetAddress;
import java.time.Duration;

/**
 * How an embedded engine is set up.
 *
 * @param address local address of all sockets; not the wildcard, since it stands in session
 *     descriptions
 * @param firstPort lowest port of the range, 1024 to 65534 (default 16384)
 * @param lastPort highest port of the range, above the lowest (default 32767); each endpoint takes
 *     an even port and the next
 * @param threads threads that move packets, 1 to 64 (default 1: some 500 calls)
 * @param silenceTimeout how long nothing may come from an endpoint until that is told (default 30
 *     s)
 */
public record MediaSettings(
    InetAddress address, int firstPort, int lastPort, int threads, Duration silenceTimeout) {

  /**
   * Settings.
   *
   * @throws IllegalArgumentException for a value out of range
   */
  public MediaSettings {
    if (address.isAnyLocalAddress()) {
      throw new IllegalArgumentException("media needs one address, not " + address);
    }
    if (firstPort < 1024 || lastPort > 65_535 || lastPort - firstPort < 1 + (firstPort & 1)) {
      throw new IllegalArgumentException("media ports: " + firstPort + " to " + lastPort);
    }
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("media threads: " + threads);
    }
    if (!silenceTimeout.isPositive()) {
      throw new IllegalArgumentException("silence time-out: " + silenceTimeout);
    }
  }

  /** The defaults on an address. */
  public static MediaSettings on(InetAddress address) {
    return new MediaSettings(address, 16_384, 32_767, 1, Duration.ofSeconds(30));
  }

  /** The same with another range of ports. */
  public MediaSettings withPorts(int first, int last) {
    return new MediaSettings(address, first, last, threads, silenceTimeout);
  }

  /** The same with another number of threads. */
  public MediaSettings withThreads(int number) {
    return new MediaSettings(address, firstPort, lastPort, number, silenceTimeout);
  }

  /** The same with another time-out. */
  public MediaSettings withSilenceTimeout(Duration timeout) {
    return new MediaSettings(address, firstPort, lastPort, threads, timeout);
  }
}
