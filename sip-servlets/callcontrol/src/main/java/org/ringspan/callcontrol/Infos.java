package org.ringspan.callcontrol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import org.jspecify.annotations.Nullable;

/**
 * The INFOs of one party that await their answer (RFC 6086): digits by {@code
 * application/dtmf-relay}, or any Info-Package. They are passed on as they came, and so is their
 * answer.
 */
final class Infos {
  /** More than digits typed as fast as possible; the rest is refused. */
  private static final int MOST = 16;

  /** The attribute of an INFO of ours that says which one it passes on. */
  private static final String ORIGINAL = "org.ringspan.callcontrol.info";

  private static final int LONGEST_DIGIT = 256;
  private static final Pattern SIGNAL =
      Pattern.compile("(?im)^Signal[ \\t]*=[ \\t]*([0-9*#A-D])[ \\t]*$");

  private static final Pattern ALONE = Pattern.compile("(?i)^\\s*([0-9*#A-D])\\s*$");

  private final Map<Integer, SipServletRequest> waiting = new HashMap<>();
  private int last;
  private boolean tellsOfKeys;

  /** Notes an INFO; nothing when too many wait already. */
  synchronized OptionalInt received(SipServletRequest info) {
    if (waiting.size() >= MOST) {
      return OptionalInt.empty();
    }
    last++;
    waiting.put(last, info);
    return OptionalInt.of(last);
  }

  /**
   * The key that an INFO tells of: {@code application/dtmf-relay}, with a line such as {@code
   * Signal=5}, or {@code application/dtmf}, which is the key alone.
   */
  static Optional<Character> digitOf(SipServletRequest info) throws IOException {
    return digitIn(info.getContentType(), info.getRawContent());
  }

  static Optional<Character> digitIn(@Nullable String type, byte @Nullable [] body) {
    if (type == null || body == null || body.length > LONGEST_DIGIT) {
      return Optional.empty();
    }
    String text = new String(body, StandardCharsets.US_ASCII);
    return switch (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
      case "application/dtmf-relay" -> first(SIGNAL.matcher(text));
      case "application/dtmf" -> first(ALONE.matcher(text));
      default -> Optional.empty();
    };
  }

  private static Optional<Character> first(Matcher digit) {
    return digit.find()
        ? Optional.of(digit.group(1).toUpperCase(Locale.ROOT).charAt(0))
        : Optional.empty();
  }

  /** The key that an INFO which waits tells of. */
  Optional<Character> digit(int number) throws IOException {
    SipServletRequest info;
    synchronized (this) {
      info = waiting.get(number);
    }
    return info == null ? Optional.empty() : digitOf(info);
  }

  private synchronized Optional<SipServletRequest> take(int number) {
    return Optional.ofNullable(waiting.remove(number));
  }

  /** Notes that an INFO has told of a key. */
  synchronized void toldOfKey() {
    tellsOfKeys = true;
  }

  /** Whether the party tells of its keys by INFO. */
  synchronized boolean tellsOfKeys() {
    return tellsOfKeys;
  }

  /** Passes an INFO on into another party's dialog. */
  void relay(int number, SipSession dialog) throws IOException {
    Optional<SipServletRequest> info = take(number);
    if (info.isEmpty()) {
      return;
    }
    try {
      SipServletRequest relayed = dialog.createRequest("INFO");
      String infoPackage = info.get().getHeader("Info-Package");
      if (infoPackage != null) {
        relayed.setHeader("Info-Package", infoPackage);
      }
      byte[] body = info.get().getRawContent();
      if (body != null && body.length > 0 && info.get().getContentType() != null) {
        relayed.setContent(body, info.get().getContentType());
      }
      relayed.setAttribute(ORIGINAL, info.get());
      relayed.send();
    } catch (IOException | IllegalStateException e) {
      // The other dialog is over, or out of reach: whoever asked is told.
      info.get().createResponse(SipServletResponse.SC_SERVER_INTERNAL_ERROR).send();
      throw e;
    }
  }

  /** Answers an INFO that isn't passed on. */
  void answer(int number, int status) throws IOException {
    Optional<SipServletRequest> info = take(number);
    if (info.isPresent()) {
      info.get().createResponse(status).send();
    }
  }

  /** Passes the answer to an INFO of ours back. */
  static void answered(SipServletResponse answer) throws IOException {
    if (answer.getStatus() >= SipServletResponse.SC_OK
        && answer.getRequest().getAttribute(ORIGINAL) instanceof SipServletRequest original
        && original.getSession().isValid()) {
      original.createResponse(answer.getStatus()).send();
    }
  }
}
