package org.ringspan.call;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One stream of a session description (RFC 8866 section 5.14): its "m=" line and what describes it.
 *
 * @param text from "m=" on, line ends included
 */
record SdpStream(String text) {
  /** A line as it should be: its kind, its port, and what else is said. */
  private static final Pattern PROPER =
      Pattern.compile(
          "m=([A-Za-z0-9!#$%&'*+.^_`{|}~-]{1,64}) ([0-9]{1,5})(?:/[0-9]{1,5})? ([^ ]+ .+)");

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`{|}~-]{1,64}");
  private static final String UNREADABLE = "application";
  private static final String MID = "a=mid:";

  /** What kind of media it is, such as "audio", in lower case; "application" of what is none. */
  String kind() {
    String line = line();
    int end = 2;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
      end++;
    }
    String kind = line.substring(2, end);
    return TOKEN.matcher(kind).matches() ? kind.toLowerCase(Locale.ROOT) : UNREADABLE;
  }

  boolean isAudio() {
    return kind().equals("audio");
  }

  /** Whether it is wanted: its port isn't zero (RFC 3264 section 5.1). */
  boolean isOn() {
    Matcher proper = PROPER.matcher(line());
    return !proper.matches() || Integer.parseInt(proper.group(2)) != 0;
  }

  /** How the stream is called where streams are grouped (RFC 5888). */
  Optional<String> mid() {
    return text.lines()
        .filter(line -> line.startsWith(MID))
        .findFirst()
        .map(line -> line.substring(MID.length()).strip());
  }

  /** Its line, of a stream that is not wanted. One that nobody could read is written anew. */
  String lineOff() {
    Matcher proper = PROPER.matcher(line());
    if (proper.matches()) {
      return "m=" + proper.group(1) + " 0 " + proper.group(3);
    }
    return "m=" + kind() + " 0 RTP/AVP 0";
  }

  /**
   * The stream, not wanted. Of what describes it only the address is left, which a description must
   * have: a port of zero would mean something else beside "a=bundle-only" (RFC 9143 section 6).
   */
  SdpStream off() {
    String addresses =
        SdpLines.of(text).stream()
            .filter(line -> line.startsWith("c="))
            .map(SdpLines::ended)
            .collect(Collectors.joining());
    return new SdpStream(lineOff() + "\r\n" + addresses);
  }

  private String line() {
    return text.lines().findFirst().orElse("m=");
  }
}
