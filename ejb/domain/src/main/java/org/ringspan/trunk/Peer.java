package org.ringspan.trunk;

import org.ringspan.address.IpAddress;

/**
 * One place where a trunk is reached.
 *
 * @param address an IP address: the call path resolves no names
 * @param port 1 to 65535
 * @param priority 0 to 65535; a lower one is tried first (RFC 2782)
 * @param weight 0 to 65535; the share of calls among peers of one priority; those of weight 0 come
 *     last
 */
public record Peer(IpAddress address, int port, int priority, int weight) {
  private static final int LARGEST = 65_535;

  /**
   * @throws IllegalArgumentException when a number is out of its range
   */
  public Peer {
    if (port < 1 || port > LARGEST) {
      throw new IllegalArgumentException("a trunk's port is 1-65535");
    }
    if (priority < 0 || priority > LARGEST || weight < 0 || weight > LARGEST) {
      throw new IllegalArgumentException("priority and weight of a peer are 0-65535");
    }
  }

  /** A peer that is tried before all others. */
  public static Peer at(String address, int port) {
    return new Peer(new IpAddress(address), port, 0, 0);
  }

  /** The address and port. */
  @Override
  public String toString() {
    return address.asHost() + ":" + port;
  }
}
