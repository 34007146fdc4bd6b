package org.ringspan.sip.wire.transport;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.MessageTap;
import org.ringspan.sip.wire.Transport;

/** Where a tap is plugged in; while none is, a message costs one look. */
final class TapSocket {
  private volatile @Nullable MessageTap tap;

  void plug(@Nullable MessageTap now) {
    tap = now;
  }

  void passed(
      boolean sent,
      Transport transport,
      InetAddress address,
      int port,
      byte[] octets,
      int from,
      int to) {
    MessageTap plugged = tap;
    if (plugged != null) {
      plugged.passed(sent, transport, address, port, octets, from, to);
    }
  }
}
