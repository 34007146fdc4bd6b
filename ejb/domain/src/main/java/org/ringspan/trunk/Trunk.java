package org.ringspan.trunk;

import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;

/**
 * A trunk to the telephone network, told from phones by its address and port. It sends and receives
 * +E.164 numbers.
 *
 * @param name how routes call it
 * @param address an IP address literal: the call path resolves no names
 * @param port 1 to 65535
 * @param transport how it is reached
 */
public record Trunk(TrunkName name, String address, int port, Transport transport) {
  public Trunk {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("a trunk's port is 1-65535");
    }
  }
}
