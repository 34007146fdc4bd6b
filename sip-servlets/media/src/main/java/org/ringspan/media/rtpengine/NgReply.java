package org.ringspan.media.rtpengine;

import java.nio.charset.StandardCharsets;
import org.ringspan.media.rtpengine.Bencode.Dictionary;

/**
 * What an instance has answered to a command.
 *
 * @param cookie the command's, which the answer repeats
 * @param body all of it
 */
record NgReply(String cookie, Dictionary body) {

  private static final int LONGEST_COOKIE = 64;
  private static final int LONGEST_REASON = 200;

  /**
   * Reads a datagram: cookie, space, dictionary.
   *
   * @throws BencodeException when it is none
   */
  static NgReply parse(byte[] datagram) throws BencodeException {
    int space = 0;
    while (space < datagram.length && datagram[space] != ' ') {
      space++;
    }
    if (space == 0 || space == datagram.length || space > LONGEST_COOKIE) {
      throw new BencodeException("no cookie");
    }
    if (Bencode.decode(datagram, space + 1) instanceof Dictionary body) {
      return new NgReply(new String(datagram, 0, space, StandardCharsets.ISO_8859_1), body);
    }
    throw new BencodeException("no dictionary");
  }

  /** Whether the command was carried out. */
  boolean succeeded() {
    String result = body.text("result").orElse("");
    return result.equals("ok") || result.equals("pong");
  }

  /** Why it wasn't, fit for a log. */
  String reason() {
    String reason =
        body.text("error-reason")
            .or(() -> body.text("message"))
            .or(() -> body.text("result"))
            .orElse("no result");
    String printable = reason.replaceAll("[^ -~]", "?");
    return printable.substring(0, Math.min(printable.length(), LONGEST_REASON));
  }

  /** RTP and RTCP packets of the session that weren't passed on; never negative. */
  long refused() {
    Dictionary totals = body.dictionary("totals");
    return Math.max(0, totals.dictionary("RTP").whole("errors"))
        + Math.max(0, totals.dictionary("RTCP").whole("errors"));
  }
}
