package org.ringspan.sip.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header fields the validation looks at, with their compact forms (RFC 3261 section 7.3.3). */
@SuppressWarnings("ImmutableEnumChecker") // the octets never leave this class
enum HeaderName {
  VIA("Via", 'v', false),
  FROM("From", 'f', true),
  TO("To", 't', true),
  CALL_ID("Call-ID", 'i', true),
  CSEQ("CSeq", '\0', true),
  MAX_FORWARDS("Max-Forwards", '\0', true),
  CONTENT_LENGTH("Content-Length", 'l', true),
  CONTENT_TYPE("Content-Type", 'c', true),
  CONTACT("Contact", 'm', false),
  ROUTE("Route", '\0', false),
  RECORD_ROUTE("Record-Route", '\0', false),
  REQUIRE("Require", '\0', false),
  PROXY_REQUIRE("Proxy-Require", '\0', false),
  DATE("Date", '\0', true),
  EXPIRES("Expires", '\0', true),
  EVENT("Event", 'o', true),
  REFER_TO("Refer-To", 'r', true),
  REFERRED_BY("Referred-By", 'b', true),
  REPLACES("Replaces", '\0', true),
  JOIN("Join", '\0', true),
  RACK("RAck", '\0', true),
  RSEQ("RSeq", '\0', true),
  SESSION_EXPIRES("Session-Expires", 'x', true),
  MIN_SE("Min-SE", '\0', true),
  SUBSCRIPTION_STATE("Subscription-State", '\0', true);

  private static final HeaderName[][] BY_LENGTH = byLength();

  final String text;
  final boolean single;

  /** This field's place in a set of fields. */
  final long bit;

  private final char compact;
  private final byte[] lower;

  HeaderName(String text, char compact, boolean single) {
    this.text = text;
    this.compact = compact;
    this.single = single;
    this.bit = 1L << ordinal();
    this.lower = text.toLowerCase(Locale.ROOT).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static HeaderName[][] byLength() {
    HeaderName[][] table = new HeaderName[24][];
    for (int length = 0; length < table.length; length++) {
      List<HeaderName> names = new ArrayList<>();
      for (HeaderName name : values()) {
        if (name.lower.length == length || (length == 1 && name.compact != '\0')) {
          names.add(name);
        }
      }
      table[length] = names.toArray(new HeaderName[0]);
    }
    return table;
  }

  /** The header field named by these octets, or null when it is none of these. */
  static @Nullable HeaderName of(byte[] m, int from, int to) {
    int length = to - from;
    if (length >= BY_LENGTH.length) {
      return null;
    }
    if (length == 1) {
      int letter = m[from] | 0x20;
      for (HeaderName name : BY_LENGTH[1]) {
        if (name.compact == letter) {
          return name;
        }
      }
      return null;
    }
    for (HeaderName name : BY_LENGTH[length]) {
      if (Octets.equalsIgnoreCase(m, from, name.lower)) {
        return name;
      }
    }
    return null;
  }
}
