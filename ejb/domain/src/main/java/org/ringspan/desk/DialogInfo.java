package org.ringspan.desk;

import java.util.List;
import java.util.Optional;
import org.ringspan.reach.CallerIdentity;

/**
 * The document that tells a telephone of the calls of its line (RFC 4235 section 4). It always
 * tells the full state: a dialog that isn't in it is over.
 *
 * @param version counts the documents of one subscription, from 0
 * @param asked the user part of what the telephone has subscribed to
 * @param domain ours
 * @param dialogs the oldest first; no more than {@link #MOST} are told
 */
public record DialogInfo(long version, String asked, String domain, List<LineDialog> dialogs) {
  /** The media type of {@link #xml}. */
  public static final String TYPE = "application/dialog-info+xml";

  /** A NOTIFY that carries more would fit into no datagram. */
  public static final int MOST = 50;

  private static final String NAMESPACE = "urn:ietf:params:xml:ns:dialog-info";

  /** What RFC 3261 section 25.1 lets stand in a user part unescaped, but for the letters. */
  private static final String OF_USER = "0123456789-_.!~*'()&=+$,;?/";

  public DialogInfo {
    dialogs = List.copyOf(dialogs);
  }

  /** The document, in UTF-8. */
  public String xml() {
    StringBuilder xml = new StringBuilder(512);
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<dialog-info");
    attribute(xml, "xmlns", NAMESPACE);
    attribute(xml, "version", Long.toString(version));
    attribute(xml, "state", "full");
    attribute(xml, "entity", uri(asked));
    xml.append(">\r\n");
    dialogs.stream().limit(MOST).forEach(dialog -> put(xml, dialog));
    return xml.append("</dialog-info>\r\n").toString();
  }

  private void put(StringBuilder xml, LineDialog dialog) {
    xml.append("<dialog");
    attribute(xml, "id", dialog.id());
    dialog
        .handle()
        .ifPresent(
            handle -> {
              attribute(xml, "call-id", handle.callId());
              attribute(xml, "local-tag", handle.localTag());
              attribute(xml, "remote-tag", handle.remoteTag());
            });
    attribute(xml, "direction", dialog.calling() ? "initiator" : "recipient");
    xml.append("><state>")
        .append(dialog.progress() == LineDialog.Progress.EARLY ? "early" : "confirmed")
        .append("</state>\r\n<local><identity>");
    text(xml, uri(dialog.line()));
    xml.append("</identity><target");
    attribute(xml, "uri", uri(dialog.line()));
    rendering(dialog.progress())
        .ifPresentOrElse(
            value -> {
              xml.append("><param");
              attribute(xml, "pname", "+sip.rendering");
              attribute(xml, "pval", value);
              xml.append("/></target>");
            },
            () -> xml.append("/>"));
    xml.append("</local>\r\n<remote>");
    remote(xml, dialog.remote());
    // Where an INVITE with Replaces goes: to us, not to whom the user talks with.
    xml.append("<target");
    attribute(xml, "uri", uri(asked));
    xml.append("/></remote></dialog>\r\n");
  }

  // rfc4235#section-4.1.6: by "+sip.rendering" with the value "no" a telephone says that what the
  // other sends isn't heard, as when the other is on hold.
  private static Optional<String> rendering(LineDialog.Progress progress) {
    return switch (progress) {
      case EARLY -> Optional.empty();
      case TALKING -> Optional.of("yes");
      case WAITING -> Optional.of("no");
    };
  }

  private void remote(StringBuilder xml, CallerIdentity identity) {
    boolean shown = !identity.isPrivate() && identity.number().isPresent();
    String display = shown ? identity.displayName() : "Anonymous";
    xml.append("<identity");
    if (!display.isEmpty()) {
      attribute(xml, "display", display);
    }
    xml.append('>');
    text(xml, shown ? uri(identity.number().orElseThrow()) : "sip:anonymous@anonymous.invalid");
    xml.append("</identity>");
  }

  private String uri(String user) {
    StringBuilder uri = new StringBuilder("sip:");
    user.codePoints()
        .forEach(
            c -> {
              if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || OF_USER.indexOf(c) >= 0) {
                uri.append((char) c);
              } else {
                escape(uri, c);
              }
            });
    return uri.append('@').append(domain).toString();
  }

  /** As the octets of UTF-8 (RFC 3629 section 3); half a character becomes a question mark. */
  private static void escape(StringBuilder uri, int c) {
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      octet(uri, '?');
    } else if (c < 0x80) {
      octet(uri, c);
    } else {
      int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
      octet(uri, 0xff00 >> more + 1 & 0xff | c >> 6 * more);
      for (int i = more - 1; i >= 0; i--) {
        octet(uri, 0x80 | c >> 6 * i & 0x3f);
      }
    }
  }

  private static void octet(StringBuilder uri, int octet) {
    uri.append('%');
    uri.append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)));
    uri.append(Character.toUpperCase(Character.forDigit(octet & 15, 16)));
  }

  private static void attribute(StringBuilder xml, String name, String value) {
    xml.append(' ').append(name).append("=\"");
    text(xml, value);
    xml.append('"');
  }

  /** Escaped; what XML 1.0 has no way to write is left out. */
  private static void text(StringBuilder xml, String value) {
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\'' -> xml.append("&apos;");
                default -> {
                  if (isCharacter(c)) {
                    xml.appendCodePoint(c);
                  }
                }
              }
            });
  }

  private static boolean isCharacter(int c) {
    return c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
  }
}
