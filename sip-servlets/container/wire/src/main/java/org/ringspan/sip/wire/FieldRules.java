package org.ringspan.sip.wire;

import java.nio.charset.StandardCharsets;

/** The rules for the values of single header fields of one message. */
final class FieldRules {

  static final byte[] ACK = "ACK".getBytes(StandardCharsets.US_ASCII);
  static final byte[] INVITE = "INVITE".getBytes(StandardCharsets.US_ASCII);
  static final byte[] NOTIFY = "NOTIFY".getBytes(StandardCharsets.US_ASCII);
  static final byte[] CANCEL = "CANCEL".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REGISTER = "REGISTER".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BROADCAST = "255.255.255.255".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BRANCH = "branch".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] COOKIE = "z9hg4bk".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_HOPS = 255;

  private final MessageValidation limits;
  private final Findings findings;
  private final StartLine line;
  private final byte[] m;
  private boolean broadcast;
  private long contentLength = -1;

  FieldRules(MessageValidation limits, Findings findings, StartLine line, byte[] m) {
    this.limits = limits;
    this.findings = findings;
    this.line = line;
    this.m = m;
  }

  /** Whether a response has a Via below its top one that names the broadcast address. */
  boolean isBroadcast() {
    return broadcast;
  }

  /** The Content-Length, or -1 when there was none or a malformed one. */
  long contentLength() {
    return contentLength;
  }

  /** Reads a value without white space around it; reports what is wrong with it. */
  void read(HeaderName name, int from, int end, boolean first) {
    boolean good =
        switch (name) {
          case VIA -> via(from, end, first);
          case FROM -> FieldSyntax.isAddress(m, from, end);
          case TO -> FieldSyntax.isAddress(m, from, end) && registerTo(from, end);
          case CONTACT ->
              FieldSyntax.isStar(m, from, end) || FieldSyntax.areAddresses(m, from, end);
          case ROUTE, RECORD_ROUTE -> FieldSyntax.areAddresses(m, from, end);
          case CALL_ID -> FieldSyntax.isCallId(m, from, end);
          case CSEQ -> cseq(from, end);
          case MAX_FORWARDS -> maxForwards(from, end);
          case CONTENT_LENGTH -> contentLength(from, end);
          case REQUIRE -> options(limits.optionTags, from, end);
          case PROXY_REQUIRE -> options(limits.proxyOptionTags, from, end);
          case DATE -> !limits.rejectBadDates || FieldSyntax.isDate(m, from, end);
          case REPLACES, JOIN -> namesDialog(from, end);
          case CONTENT_TYPE -> Octets.indexOf(m, from, end, '/') < end;
          default -> true;
        };
    if (!good) {
      findings.report(Rule.BAD_VALUE, name);
    }
  }

  private boolean via(int from, int end, boolean first) {
    if (!FieldSyntax.areVias(m, from, end)) {
      return false;
    }
    if (line.isRequest()) {
      return !first || !hasEmptyBranch(from, end);
    }
    int host = FieldSyntax.sentBy(m, from, end, false);
    broadcast |=
        !first && host + BROADCAST.length <= end && Octets.equalsIgnoreCase(m, host, BROADCAST);
    return true;
  }

  /** Whether the branch is the magic cookie alone, which identifies nothing (RFC 4475 3.2.1). */
  private boolean hasEmptyBranch(int from, int end) {
    int i = Octets.indexOf(m, from, end, ';');
    while (i < end) {
      int name = Octets.skipSpace(m, i + 1, end);
      if (name + BRANCH.length < end && Octets.equalsIgnoreCase(m, name, BRANCH)) {
        int value = Octets.skipSpace(m, Octets.indexOf(m, name, end, '=') + 1, end);
        return Octets.skip(m, value, end, Octets.TOKEN) - value == COOKIE.length
            && Octets.equalsIgnoreCase(m, value, COOKIE);
      }
      i = Octets.indexOf(m, name, end, ';');
    }
    return false;
  }

  /** rfc3261#section-10.2: the address of record in To "MUST be a SIP URI or SIPS URI". */
  private boolean registerTo(int from, int end) {
    if (line.isMethod(REGISTER)) {
      int name = m[from] == '"' ? Octets.quotedEnd(m, from, end) : from;
      int open = Octets.indexOf(m, name, end, '<');
      if (!UriSyntax.isSip(m, open == end ? from : open + 1, end)) {
        findings.report(Rule.REGISTER_TO);
      }
    }
    return true;
  }

  private boolean cseq(int from, int end) {
    int space = from;
    while (space < end && Octets.isDigit(m[space])) {
      space++;
    }
    long number = Octets.number(m, from, space);
    int method = Octets.skipSpace(m, space, end);
    if (number < 0
        || method == space
        || method == end
        || Octets.skip(m, method, end, Octets.TOKEN) != end) {
      return false;
    }
    // rfc3261#section-8.1.1.5: "The sequence number value MUST be expressible as a 32-bit unsigned
    // integer and MUST be less than 2**31."
    if (number > Integer.MAX_VALUE) {
      findings.report(Rule.NUMBER_RANGE, HeaderName.CSEQ);
    }
    // rfc3261#section-8.1.1.5: "The method MUST match that of the request."
    if (line.isRequest() && !line.isMethod(method, end)) {
      findings.report(Rule.CSEQ_METHOD);
    }
    return true;
  }

  private boolean maxForwards(int from, int end) {
    long hops = Octets.number(m, from, end);
    if (hops > MAX_HOPS) {
      findings.report(Rule.NUMBER_RANGE, HeaderName.MAX_FORWARDS);
    }
    // ACK gets no answer and CANCEL belongs to a request that got one.
    if (hops == 0 && !line.isMethod(ACK) && !line.isMethod(CANCEL)) {
      findings.report(Rule.TOO_MANY_HOPS);
    }
    return hops >= 0;
  }

  private boolean contentLength(int from, int end) {
    contentLength = Octets.number(m, from, end);
    if (contentLength > Integer.MAX_VALUE) {
      findings.report(Rule.NUMBER_RANGE, HeaderName.CONTENT_LENGTH);
    }
    return contentLength >= 0;
  }

  // rfc3891#section-3, rfc3911#section-4: a Replaces or Join that is malformed, or in a request
  // other than INVITE, is rejected by 400. An ACK or a CANCEL may have it from its INVITE, and says
  // nothing by it.
  private boolean namesDialog(int from, int end) {
    return !line.isRequest()
        || line.isMethod(ACK)
        || line.isMethod(CANCEL)
        || line.isMethod(INVITE) && FieldSyntax.isDialogName(m, from, end);
  }

  private boolean options(byte[][] supported, int from, int end) {
    // rfc3261#section-8.2.2.3: "Note that Require and Proxy-Require MUST NOT be used in a SIP
    // CANCEL
    // request, or in an ACK request sent for a non-2xx response. These header fields MUST be
    // ignored
    // if they are present in these requests."
    boolean checked = line.isRequest() && !line.isMethod(ACK) && !line.isMethod(CANCEL);
    int i = from;
    while (true) {
      i = Octets.skipSpace(m, i, end);
      int tagEnd = Octets.skip(m, i, end, Octets.TOKEN);
      int next = Octets.skipSpace(m, tagEnd, end);
      if (tagEnd == i || (next < end && m[next] != ',')) {
        return false;
      }
      if (checked && !MessageValidation.containsIgnoreCase(supported, m, i, tagEnd)) {
        findings.unsupported(Octets.text(m, i, tagEnd));
      }
      if (next == end) {
        return true;
      }
      i = next + 1;
    }
  }
}
