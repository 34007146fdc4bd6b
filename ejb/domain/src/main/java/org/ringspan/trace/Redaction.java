package org.ringspan.trace;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a message may be kept: everything but the answers to challenges (RFC 3261 section 20.7,
 * 20.28), the keys of media (RFC 4568, RFC 4567, RFC 4566 section 5.12), and bodies that can hide
 * either or are digits that somebody has dialled.
 */
public final class Redaction {
  private static final String REMOVED = "[removed]";
  private static final Set<String> SECRET_FIELDS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "authentication-info",
          "proxy-authentication-info");
  private static final Set<String> KEPT_BODIES = Set.of("application/sdp", "message/sipfrag");
  private static final Pattern KEY =
      Pattern.compile("(?i)^\\s*(a=crypto:|a=key-mgmt:|a=ice-pwd:|k=).*");
  // Line feeds are ours, everything else that moves a cursor is theirs.
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\t\\n]]");

  private Redaction() {}

  /** The message without what must not be kept, lines ended by line feeds, fit for a terminal. */
  public static String of(SipText message) {
    StringBuilder kept = new StringBuilder(message.startLine()).append('\n');
    for (String field : message.fields()) {
      String name = SipText.name(field);
      // A line without a name may be the rest of a secret one.
      if (SECRET_FIELDS.contains(name) || name.isEmpty()) {
        kept.append(name.isEmpty() ? "" : field.substring(0, field.indexOf(':') + 1) + " ")
            .append(REMOVED);
      } else {
        kept.append(field);
      }
      kept.append('\n');
    }
    kept.append('\n');
    body(message, kept);
    return CONTROL.matcher(kept).replaceAll("\ufffd");
  }

  private static void body(SipText message, StringBuilder kept) {
    if (message.body().stream().allMatch(String::isEmpty)) {
      return;
    }
    String type =
        message.value("content-type", "c").replaceFirst("[;\\s].*", "").toLowerCase(Locale.ROOT);
    boolean readable =
        KEPT_BODIES.contains(type)
            && message.value("content-encoding", "e").isEmpty()
            && message.value("content-transfer-encoding", "").isEmpty();
    if (!readable) {
      kept.append(REMOVED).append('\n');
      return;
    }
    for (String line : message.body()) {
      kept.append(KEY.matcher(line).replaceFirst("$1" + REMOVED)).append('\n');
    }
  }
}
