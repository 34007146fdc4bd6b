package org.ringspan.media.embedded;

import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.ringspan.media.Encryption;
import org.ringspan.media.MediaException;
import org.ringspan.media.MediaException.Reason;

/** What stands between the remote sides and an engine's own sockets. */
@FunctionalInterface
public interface Edge {

  /** Nothing: remote sides send to the engine's sockets, which encrypt nothing. */
  Edge NONE =
      (rtp, rtcp, encryption, lost) -> {
        if (encryption != Encryption.NONE) {
          throw new MediaException(
              Reason.NO_ENCRYPTION, "there is no rtpengine that could encrypt media");
        }
        return new OpenPassage(rtp, rtcp);
      };

  /**
   * Opens a way to two sockets. May wait for another process, at most for seconds; is never called
   * by a thread that moves packets.
   *
   * @param encryption how media are encrypted outside
   * @param lost told why when nothing passes any more, at most once, by any thread
   * @throws MediaException NO_PORT, UNREACHABLE or NO_ENCRYPTION
   */
  Passage open(
      InetSocketAddress rtp, InetSocketAddress rtcp, Encryption encryption, Consumer<String> lost);

  /** Opens another way in the place of one that was lost. */
  default Passage openAgain(
      InetSocketAddress rtp, InetSocketAddress rtcp, Encryption encryption, Consumer<String> lost) {
    return open(rtp, rtcp, encryption, lost);
  }
}
