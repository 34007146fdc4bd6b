package org.ringspan.sip.wire;

/**
 * What can be wrong with a request, the status code that answers it, and where that is written. The
 * order of the constants is the order of precedence when several rules are broken at once.
 */
public enum Rule {
  TOO_LONG(513, "Message Too Large", "RFC 3261 21.5.7"),
  VERSION_NOT_SUPPORTED(505, "Version Not Supported", "RFC 3261 21.5.6, RFC 4475 3.1.2.16"),
  BAD_REQUEST_LINE(400, "Malformed Request-Line", "RFC 3261 7.1, RFC 4475 3.1.2.8-10"),
  // rfc4475#section-3.1.2.18: "A 400 Bad Request is also acceptable, but choosing a 501 … has
  // better
  // future-proof characteristics."
  METHOD_UNKNOWN(501, "Not Implemented", "RFC 3261 21.5.2, RFC 4475 3.1.2.18"),
  METHOD_NOT_ALLOWED(405, "Method Not Allowed", "RFC 3261 8.2.1"),
  HEADERS_NOT_ENDED(400, "Header Fields Not Terminated", "RFC 3261 7"),
  TOO_MANY_HEADERS(400, "Too Many Header Fields", "RFC 3261 21.4.1"),
  TOO_MANY_PARTS(400, "Too Many Header Field Parts", "RFC 3261 21.4.1"),
  BAD_LINE(400, "Malformed Header Field", "RFC 3261 7.3.1"),
  CONTROL_CHARACTER(400, "Control Character in Header Field", "RFC 3261 25.1"),
  DUPLICATE(400, "Duplicate", "RFC 3261 7.3.1, RFC 4475 3.3.8-9"),
  BAD_VALUE(400, "Malformed", "RFC 3261 25.1, RFC 4475 3.1.2"),
  NUMBER_RANGE(400, "Number Out Of Range in", "RFC 3261 8.1.1.5, RFC 4475 3.1.2.4"),
  MISSING(400, "Missing", "RFC 3261 8.1.1, RFC 4475 3.3.1, RFC 6665 8.2"),
  BODY_CUT(400, "Body Shorter Than Content-Length", "RFC 3261 18.3, RFC 4475 3.1.2.2"),
  CSEQ_METHOD(400, "CSeq Method Mismatch", "RFC 3261 8.1.1.5, RFC 4475 3.1.2.17"),
  BAD_REQUEST_URI(400, "Malformed Request-URI", "RFC 3261 19.1.1, RFC 4475 3.1.2.7, 3.1.2.11"),
  REGISTER_TO(400, "To of REGISTER Is Not a SIP URI", "RFC 3261 10.2, RFC 4475 3.3.4"),
  SCHEME_UNSUPPORTED(416, "Unsupported URI Scheme", "RFC 3261 8.2.2.1, RFC 4475 3.3.2-3"),
  TOO_MANY_HOPS(483, "Too Many Hops", "RFC 3261 16.3, RFC 4475 3.3.11"),
  EXTENSION_UNSUPPORTED(420, "Bad Extension", "RFC 3261 8.2.2.3, RFC 4475 3.3.5"),
  NOT_PARSED(400, "Bad Request", "RFC 3261 21.4.1");

  private final int status;
  private final String phrase;
  private final String source;

  Rule(int status, String phrase, String source) {
    this.status = status;
    this.phrase = phrase;
    this.source = source;
  }

  /** The status code of the answer. */
  public int status() {
    return status;
  }

  /** The reason phrase; for the rules about one header field its name follows. */
  public String phrase() {
    return phrase;
  }

  /** The sections that ask for this answer. */
  public String source() {
    return source;
  }
}
