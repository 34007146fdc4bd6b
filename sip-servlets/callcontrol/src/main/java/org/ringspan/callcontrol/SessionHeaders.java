package org.ringspan.callcontrol;

import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jspecify.annotations.Nullable;
import org.ringspan.call.SessionInterval;
import org.ringspan.call.SessionTerms;
import org.ringspan.call.SessionTerms.Refresher;

/** Session timers in the header fields of messages (RFC 4028). */
final class SessionHeaders {
  /** What we go by, from the settings. */
  static final SessionTerms.Policy POLICY =
      new SessionTerms.Policy(
          CallSetting.SESSION_EXPIRES.seconds(), CallSetting.SESSION_MINIMUM.seconds());

  static final int TOO_SMALL = 422;

  private static final String TIMER = "timer";
  private static final String EXPIRES = "Session-Expires";
  private static final String MINIMUM = "Min-SE";

  /** Delta-seconds of up to nine digits; what is longer or zero is malformed to us. */
  private static final Pattern SECONDS = Pattern.compile("\\s*0*([1-9][0-9]{0,8})\\s*(?:;.*)?");

  private static final Pattern REFRESHER =
      Pattern.compile(".*;\\s*refresher\\s*=\\s*\"?(ua[cs])\"?\\s*(?:;.*)?");

  private SessionHeaders() {}

  /**
   * What a message says about the session timer.
   *
   * <p>rfc3261#section-8.2.2: "A UAS SHOULD ignore any malformed header fields that are not
   * necessary for processing requests."
   */
  static SessionTerms of(SipServletMessage message) {
    String expires = message.getHeader(EXPIRES);
    return new SessionTerms(
        lists(message, "Supported", TIMER) || lists(message, "Require", TIMER),
        seconds(expires),
        refresher(expires),
        seconds(message.getHeader(MINIMUM)));
  }

  static OptionalInt seconds(@Nullable String value) {
    if (value == null) {
      return OptionalInt.empty();
    }
    Matcher matcher = SECONDS.matcher(value);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  static Optional<Refresher> refresher(@Nullable String value) {
    if (value == null) {
      return Optional.empty();
    }
    Matcher matcher = REFRESHER.matcher(value.toLowerCase(Locale.ROOT));
    return matcher.matches()
        ? Optional.of(matcher.group(1).equals("uac") ? Refresher.UAC : Refresher.UAS)
        : Optional.empty();
  }

  /** Whether the sender of a message lets us refresh by UPDATE. */
  static boolean allowsUpdate(SipServletMessage message) {
    return lists(message, "Allow", "update");
  }

  private static boolean lists(SipServletMessage message, String name, String token) {
    for (ListIterator<String> values = message.getHeaders(name); values.hasNext(); ) {
      for (String value : values.next().split(",", -1)) {
        if (value.strip().equalsIgnoreCase(token)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Asks for a session timer in an INVITE that begins a dialog.
   *
   * <p>rfc4028#section-7.1: "It is RECOMMENDED that this parameter not be included" in an initial
   * request: the answering side says who refreshes.
   */
  static void ask(SipServletRequest invite) {
    if (POLICY.isOn()) {
      invite.addHeader("Supported", TIMER);
      invite.setHeader(EXPIRES, Long.toString(POLICY.asked().toSeconds()));
      invite.setHeader(MINIMUM, Long.toString(POLICY.minimum().toSeconds()));
    }
  }

  /** Goes on with what was agreed, in a request of ours inside a dialog. */
  static void repeat(Optional<SessionInterval> now, SipServletRequest request) {
    if (POLICY.isOn()) {
      request.addHeader("Supported", TIMER);
      now.ifPresent(
          interval -> {
            request.setHeader(
                EXPIRES, value(interval, SessionTerms.asRequested(interval).parameter()));
            request.setHeader(MINIMUM, Long.toString(POLICY.minimum().toSeconds()));
          });
    }
  }

  /** What a request asked for is asked for again when it is repeated as a new one. */
  static void copy(SipServletRequest from, SipServletRequest to) {
    for (String name : new String[] {"Supported", EXPIRES, MINIMUM}) {
      if (to.getHeader(name) == null && from.getHeader(name) != null) {
        to.setHeader(name, from.getHeader(name));
      }
    }
  }

  /** Puts what was agreed into our 2xx. */
  static void answer(Optional<SessionInterval> agreed, boolean known, SipServletResponse success) {
    if (agreed.isPresent()) {
      success.setHeader(
          EXPIRES, value(agreed.get(), SessionTerms.asAnswered(agreed.get()).parameter()));
      // rfc4028#section-9: "If the refresher parameter in the Session-Expires header field in the
      // 2xx response has a value of 'uac', the UAS MUST place a Require header field into the
      // response with the value 'timer'."
      if (known) {
        success.setHeader("Require", TIMER);
      }
    }
  }

  /** The refusal of an interval that is too small for us. */
  static SipServletResponse refusal(SipServletRequest request) {
    SipServletResponse refusal = request.createResponse(TOO_SMALL, "Session Interval Too Small");
    refusal.setHeader(MINIMUM, Long.toString(POLICY.minimum().toSeconds()));
    return refusal;
  }

  private static String value(SessionInterval interval, String refresher) {
    return interval.length().toSeconds() + ";refresher=" + refresher;
  }
}
