package org.ringspan.call;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SDP body (RFC 8866), passed on between the parties as it came. Media flow between them
 * directly.
 */
public record SessionDescription(String text) {
  /** Fields are separated by one space and hold none, so that there is one way only to match. */
  private static final Pattern ORIGIN =
      Pattern.compile("o=([^ ]+ [^ ]+) ([0-9]{1,40}) ([^ ]+ [^ ]+ [^ ]+)");

  /** A stream: its kind, its port, and what else is said in its line. */
  private static final Pattern OFFERED =
      Pattern.compile("m=([^ ]+) [0-9]{1,5}(?:/[0-9]{1,5})? ([^ ]+ .+)");

  /** What makes a difference to what is heard; {@code a=sendrecv} is the default. */
  private static final Pattern MEDIA =
      Pattern.compile("(m=|c=|a=(sendonly|recvonly|inactive|crypto:|fingerprint:|ice-)).*");

  /**
   * This description as the next version of the session that {@code earlier} began: a dialog keeps
   * one origin whose version grows by one with each change. Without an origin line in both it is
   * left as it is.
   */
  SessionDescription continuing(SessionDescription earlier) {
    Optional<Matcher> began = earlier.origin();
    Optional<Matcher> mine = origin();
    if (began.isEmpty() || mine.isEmpty()) {
      return this;
    }
    // rfc3264#section-8: "the origin line of the new SDP MUST be identical to that in the previous
    // SDP, except that the version in the origin field MUST increment by one from the previous
    // SDP."
    Matcher before = began.get();
    BigInteger version = new BigInteger(before.group(2)).add(BigInteger.ONE);
    String origin = "o=" + before.group(1) + " " + version + " " + before.group(3);
    int start = text.indexOf(mine.get().group());
    return new SessionDescription(
        text.substring(0, start) + origin + text.substring(start + mine.get().group().length()));
  }

  /**
   * The answer that takes none of the media of this offer.
   *
   * <p>rfc3264#section-6: "To reject an offered stream, the port number in the corresponding stream
   * in the answer MUST be set to zero." And: "The "t=" line in the answer MUST be equal to that of
   * the offer."
   */
  SessionDescription rejected() {
    StringBuilder answer =
        new StringBuilder("v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\n");
    text.lines()
        .filter(line -> line.startsWith("t="))
        .findFirst()
        .ifPresentOrElse(
            time -> answer.append(time).append("\r\n"), () -> answer.append("t=0 0\r\n"));
    text.lines()
        .map(OFFERED::matcher)
        .filter(Matcher::matches)
        .forEach(
            media ->
                answer
                    .append("m=")
                    .append(media.group(1))
                    .append(" 0 ")
                    .append(media.group(2))
                    .append("\r\n"));
    return new SessionDescription(answer.toString());
  }

  private Optional<Matcher> origin() {
    return text.lines()
        .filter(line -> line.startsWith("o="))
        .findFirst()
        .map(ORIGIN::matcher)
        .filter(Matcher::matches);
  }

  /**
   * Whether both describe the same media at the same addresses, whatever their origin lines say.
   */
  boolean sameMediaAs(SessionDescription other) {
    return media().equals(other.media());
  }

  private List<String> media() {
    return text.lines().filter(line -> MEDIA.matcher(line).matches()).toList();
  }
}
