package org.ringspan.call;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SDP body (RFC 8866), passed on between the parties as it came, but for what a party may not be
 * offered. Media flow between them directly.
 */
public record SessionDescription(String text) {
  /** Fields are separated by one space and hold none, so that there is one way only to match. */
  private static final Pattern ORIGIN =
      Pattern.compile("o=([^ ]+ [^ ]+) ([0-9]{1,40}) ([^ ]+ [^ ]+ [^ ]+)");

  /** What makes a difference to what is heard; {@code a=sendrecv} is the default. */
  private static final Pattern MEDIA =
      Pattern.compile("(m=|c=|a=(sendonly|recvonly|inactive|crypto:|fingerprint:|ice-)).*");

  private static final Pattern OFF = Pattern.compile("m=[^ ]{1,32} 0 .*");

  private static final Pattern SECRETS =
      Pattern.compile("(a=(?:crypto|ice-pwd|key-mgmt)|k=)[^\\r\\n]*", Pattern.CASE_INSENSITIVE);

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
   * This description as a dialog has to be sent it that was sent {@code last} before: what comes
   * from another origin is made the next version of the same session (RFC 3264 section 8).
   */
  public SessionDescription inSessionOf(SessionDescription last) {
    return sameSession(origin(), last.origin()) ? this : continuing(last);
  }

  private static boolean sameSession(Optional<Matcher> one, Optional<Matcher> other) {
    return one.isPresent() && other.isPresent() && one.get().group(1).equals(other.get().group(1));
  }

  /**
   * The answer that takes none of the media of this offer.
   *
   * <p>rfc3264#section-6: "To reject an offered stream, the port number in the corresponding stream
   * in the answer MUST be set to zero." And: "The "t=" line in the answer MUST be equal to that of
   * the offer."
   */
  public SessionDescription rejected() {
    StringBuilder answer =
        new StringBuilder("v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\n");
    text.lines()
        .filter(line -> line.startsWith("t="))
        .findFirst()
        .ifPresentOrElse(
            time -> answer.append(time).append("\r\n"), () -> answer.append("t=0 0\r\n"));
    SdpParts.of(text).streams().forEach(stream -> answer.append(stream.lineOff()).append("\r\n"));
    return new SessionDescription(answer.toString());
  }

  /** Whether it wants no stream at all (RFC 3264 section 6). */
  public boolean isRejected() {
    return text.lines().filter(line -> line.startsWith("m=")).allMatch(OFF.asMatchPredicate());
  }

  /** Without keys and passwords, wherever it is written. */
  @Override
  public String toString() {
    return SECRETS.matcher(text).replaceAll("$1 removed");
  }

  private Optional<Matcher> origin() {
    return text.lines()
        .filter(line -> line.startsWith("o="))
        .findFirst()
        .map(ORIGIN::matcher)
        .filter(Matcher::matches);
  }

  /** Whether it has audio that is wanted. */
  public boolean hasAudio() {
    return SdpParts.of(text).streams().stream()
        .anyMatch(stream -> stream.isAudio() && stream.isOn());
  }

  /**
   * This description with everything but audio switched off. The streams stay in their places, so
   * that an answer to it is one to this, too, and what either side offers later has no fewer
   * streams than before.
   *
   * <p>rfc3264#section-8.2: "Existing media streams are removed by creating a new SDP with the port
   * number for that stream set to zero." And section 5.1 lets a first offer do the same.
   */
  public SessionDescription audioOnly() {
    SdpParts parts = SdpParts.of(text);
    return parts.streams().stream().allMatch(SdpStream::isAudio)
        ? this
        : new SessionDescription(parts.audioOnly().text());
  }

  /**
   * This answer with a stream for each of the offer's: a gateway may leave away what it was offered
   * with a port of zero.
   *
   * <p>rfc3264#section-6: "For each "m=" line in the offer, there MUST be a corresponding "m=" line
   * in the answer. The answer MUST contain exactly the same number of "m=" lines as the offer."
   */
  public SessionDescription answering(SessionDescription offer) {
    SdpParts mine = SdpParts.of(text);
    SdpParts fitted = mine.answering(SdpParts.of(offer.text));
    return fitted.equals(mine) ? this : new SessionDescription(fitted.text());
  }

  /**
   * Whether both describe the same media at the same addresses, whatever their origin lines say and
   * whatever streams they don't want.
   */
  boolean sameMediaAs(SessionDescription other) {
    return media().equals(other.media());
  }

  private List<String> media() {
    SdpParts parts = SdpParts.of(text);
    List<String> lines = new ArrayList<>(SdpLines.matching(MEDIA, parts.session()));
    parts.streams().stream()
        .filter(SdpStream::isOn)
        .forEach(stream -> lines.addAll(SdpLines.matching(MEDIA, stream.text())));
    return lines;
  }
}
