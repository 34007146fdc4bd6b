package org.ringspan.media.embedded;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.ringspan.media.MediaException;

/** What stands between the remote sides and an engine's own sockets. */
@FunctionalInterface
public interface Edge {

  /** Nothing: remote sides send to the engine's sockets. */
  Edge NONE = (rtp, rtcp, lost) -> new OpenPassage(rtp, rtcp);

  /**
   * Opens a way to two sockets. May wait for another process, at most for seconds; is never called
   * by a thread that moves packets.
   *
   * @param lost told why when nothing passes any more, at most once, by any thread
   * @throws MediaException NO_PORT or UNREACHABLE
   */
  Passage open(InetSocketAddress rtp, InetSocketAddress rtcp, Consumer<String> lost);
}
