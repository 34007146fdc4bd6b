package org.ringspan.callcontrol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.sip.SipServletMessage;
import org.ringspan.call.SessionDescription;

/** SDP in and out of messages. */
final class Bodies {
  private static final String SDP = "application/sdp";

  private Bodies() {}

  /** The SDP of a message; other content types are not media to us. */
  static Optional<SessionDescription> session(SipServletMessage message) throws IOException {
    byte[] body = message.getRawContent();
    return body == null || body.length == 0 || !isSdp(message)
        ? Optional.empty()
        : Optional.of(new SessionDescription(new String(body, StandardCharsets.UTF_8)));
  }

  /**
   * Whether a message brings a body that we would have to understand and don't (RFC 3261 section
   * 8.2.3).
   */
  static boolean unsupported(SipServletMessage message) {
    return message.getContentLength() > 0 && !isSdp(message);
  }

  private static boolean isSdp(SipServletMessage message) {
    String type = message.getContentType();
    if (type == null) {
      return false;
    }
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters))
        .trim()
        .toLowerCase(Locale.ROOT)
        .equals(SDP);
  }

  static void put(Optional<SessionDescription> session, SipServletMessage message)
      throws IOException {
    if (session.isPresent()) {
      message.setContent(session.get().text().getBytes(StandardCharsets.UTF_8), SDP);
    }
  }
}
