package org.ringspan.media.embedded;

import java.net.InetSocketAddress;
import org.ringspan.media.MediaSecurity;
import org.ringspan.media.RemoteMedia;

/** Where nothing stands between. */
public record OpenPassage(InetSocketAddress rtpAddress, InetSocketAddress rtcpAddress)
    implements Passage {

  @Override
  public MediaSecurity security() {
    return MediaSecurity.NONE;
  }

  @Override
  public RemoteMedia negotiated(RemoteMedia remote) {
    if (!remote.security().equals(MediaSecurity.NONE)) {
      throw new IllegalArgumentException("nobody could decrypt " + remote.security());
    }
    return remote;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
