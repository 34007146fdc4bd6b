package org.ringspan.media.embedded;

import java.net.InetSocketAddress;
import org.ringspan.media.MediaSecurity;
import org.ringspan.media.RemoteMedia;

/** The way from one remote side to an engine's sockets. None of its methods waits. */
public interface Passage {

  /** Where the remote side is to send RTP: an even port, unless RTCP is sent there as well. */
  InetSocketAddress rtpAddress();

  /** Where it is to send RTCP: the port above, or the same. */
  InetSocketAddress rtcpAddress();

  /** What the remote side is to be told about the encryption; stays the same. */
  MediaSecurity security();

  /**
   * Takes what was negotiated with the remote side, and says what that is for the engine.
   *
   * @throws IllegalArgumentException when it is encrypted in another way than the passage
   */
  RemoteMedia negotiated(RemoteMedia remote);

  /** Closes the way; what was sent before may still pass. The engine's sockets are closed. */
  void close();
}
