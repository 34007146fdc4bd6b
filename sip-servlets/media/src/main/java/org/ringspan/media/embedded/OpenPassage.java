package org.ringspan.media.embedded;

import java.net.InetSocketAddress;
import org.ringspan.media.RemoteMedia;

/** Where nothing stands between. */
record OpenPassage(InetSocketAddress rtpAddress, InetSocketAddress rtcpAddress) implements Passage {

  @Override
  public RemoteMedia negotiated(RemoteMedia remote) {
    return remote;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
