package org.ringspan.media.embedded;

import java.net.InetSocketAddress;
import org.ringspan.media.RemoteMedia;

/** The way from one remote side to an engine's sockets. None of its methods waits. */
public interface Passage {

  /** Where the remote side is to send RTP: an even port. */
  InetSocketAddress rtpAddress();

  /** Where it is to send RTCP: the port above. */
  InetSocketAddress rtcpAddress();

  /** Takes what was negotiated with the remote side, and says what that is for the engine. */
  RemoteMedia negotiated(RemoteMedia remote);

  /** Closes the way; what was sent before may still pass. The engine's sockets are closed. */
  void close();
}
