package org.ringspan.sip.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over one message. */
final class MessageScan {

  private static final List<HeaderName> MANDATORY =
      List.of(HeaderName.VIA, HeaderName.FROM, HeaderName.TO, HeaderName.CALL_ID, HeaderName.CSEQ);

  // rfc6665#section-8.2.1, rfc6665#section-8.2.3: a NOTIFY has both. The engine makes no
  // transaction of one that lacks them, so that nobody behind it could answer.
  private static final List<HeaderName> MANDATORY_IN_NOTIFY =
      List.of(HeaderName.EVENT, HeaderName.SUBSCRIPTION_STATE);

  private final MessageValidation limits;
  private final byte[] m;
  private final int start;
  private final int to;
  private final Transport transport;
  private final Findings findings = new Findings();
  private final StartLine startLine;
  private final FieldRules rules;
  private boolean folded;
  private long seen;
  private int parts;

  MessageScan(MessageValidation limits, byte[] m, int start, int to, Transport transport) {
    this.limits = limits;
    this.m = m;
    this.start = start;
    this.to = to;
    this.transport = transport;
    this.startLine = new StartLine(limits, findings, m, start, to);
    this.rules = new FieldRules(limits, findings, startLine, m);
  }

  Verdict judge() {
    int lineEnd = lineEnd(start);
    if (!startLine.read(lineEnd < 0 ? to : lineEnd)) {
      return new Verdict.Drop(DropReason.NOT_SIP, null);
    }
    int end = lineEnd < 0 ? -1 : headers(lineEnd + 2);
    if (end < 0) {
      findings.report(Rule.HEADERS_NOT_ENDED);
      end = to;
    }
    if (to - start > limits.maxMessageBytes || end - start > limits.maxHeaderBytes) {
      findings.report(Rule.TOO_LONG);
    }
    if (parts > limits.maxParts) {
      findings.report(Rule.TOO_MANY_PARTS);
    }
    int bodyBytes = bodyBytes(end);
    require(MANDATORY);
    if (startLine.isMethod(FieldRules.NOTIFY)) {
      require(MANDATORY_IN_NOTIFY);
    }
    // rfc3891#section-3: a Replaces together with another field of contradictory semantics.
    if (startLine.isMethod(FieldRules.INVITE) && has(HeaderName.REPLACES) && has(HeaderName.JOIN)) {
      findings.report(Rule.BAD_VALUE, HeaderName.REPLACES);
    }
    // rfc3261#section-8.1.1.8: "The Contact header field MUST be present and contain exactly one
    // SIP
    // or SIPS URI in any request that can result in the establishment of a dialog."
    if (startLine.isMethod(FieldRules.INVITE) && !has(HeaderName.CONTACT)) {
      findings.report(Rule.MISSING, HeaderName.CONTACT);
    }
    Rule broken = findings.broken();
    if (broken == null && !startLine.hasBadStatus() && !rules.isBroadcast()) {
      boolean rewrite = folded || startLine.hasSmallLetters();
      return new Verdict.Accept(start, end - start, bodyBytes, rewrite);
    }
    return refuse(broken);
  }

  private void require(List<HeaderName> names) {
    for (int i = 0; i < names.size(); i++) {
      if (!has(names.get(i))) {
        findings.report(Rule.MISSING, names.get(i));
      }
    }
  }

  Verdict refuse(@Nullable Rule rule) {
    if (!startLine.isRequest() || rule == null) {
      DropReason reason =
          startLine.hasBadStatus()
              ? DropReason.BAD_STATUS_CODE
              : rule == null ? DropReason.BROADCAST_VIA : DropReason.BAD_RESPONSE;
      return new Verdict.Drop(reason, rule);
    }
    // rfc3261#section-17: there is no response to an ACK, whatever is wrong with it.
    if (startLine.isMethod(FieldRules.ACK)) {
      return new Verdict.Drop(DropReason.BAD_ACK, rule);
    }
    Verdict.Echo echo = EchoReader.read(m, start, to);
    if (echo == null) {
      DropReason reason = rule == Rule.TOO_LONG ? DropReason.TOO_LONG : DropReason.UNANSWERABLE;
      return new Verdict.Drop(reason, rule);
    }
    List<String> headers =
        switch (rule) {
          case METHOD_NOT_ALLOWED -> limits.allow;
          case EXTENSION_UNSUPPORTED ->
              List.of("Unsupported: " + String.join(", ", findings.unsupported()));
          default -> List.of();
        };
    return new Verdict.Reject(rule, findings.reason(rule), headers, echo);
  }

  /** The position of the CRLF that ends the line, or -1; reports control characters before it. */
  private int lineEnd(int from) {
    int i = from;
    while (i < to) {
      byte octet = m[i];
      if ((octet < ' ' && octet >= 0) || octet == 0x7f) {
        if (octet == '\r' && i + 1 < to && m[i + 1] == '\n') {
          return i;
        }
        if (octet != '\t' && !isQuotedPair(from, i)) {
          findings.report(Rule.CONTROL_CHARACTER);
        }
      } else if (octet == ';' || octet == ',') {
        parts++;
      }
      i++;
    }
    return -1;
  }

  /**
   * A control character other than a line end may stand behind a backslash in a quoted string
   * (quoted-pair, RFC 3261 section 25.1). It passes here in fields whose quoted strings are checked
   * again.
   */
  private boolean isQuotedPair(int line, int at) {
    if (at == line || m[at - 1] != '\\' || m[at] == '\r' || m[at] == '\n') {
      return false;
    }
    int colon = Octets.indexOf(m, line, at, ':');
    HeaderName name = HeaderName.of(m, line, Octets.trimEnd(m, line, colon));
    return name == HeaderName.FROM || name == HeaderName.TO || name == HeaderName.CONTACT;
  }

  /** Reads the header fields; returns the position behind the empty line, or -1 without one. */
  private int headers(int from) {
    int line = from;
    int count = 0;
    while (line < to) {
      int end = lineEnd(line);
      if (end == line) {
        return end + 2;
      }
      while (end >= 0 && end + 2 < to && (m[end + 2] == ' ' || m[end + 2] == '\t')) {
        folded = true;
        end = lineEnd(end + 2);
      }
      if (end < 0) {
        return -1;
      }
      if (++count > limits.maxHeaders) {
        findings.report(Rule.TOO_MANY_HEADERS);
      }
      field(line, end);
      line = end + 2;
    }
    return -1;
  }

  private void field(int line, int end) {
    int nameEnd = Octets.skip(m, line, end, Octets.TOKEN);
    int colon = nameEnd;
    while (colon < end && (m[colon] == ' ' || m[colon] == '\t')) {
      colon++;
    }
    if (nameEnd == line || colon == end || m[colon] != ':') {
      findings.report(Rule.BAD_LINE);
      return;
    }
    HeaderName name = HeaderName.of(m, line, nameEnd);
    if (name == null) {
      return;
    }
    boolean first = !has(name);
    if (name.single && !first) {
      findings.report(Rule.DUPLICATE, name);
      return;
    }
    seen |= name.bit;
    int from = Octets.skipSpace(m, colon + 1, end);
    rules.read(name, from, Octets.trimEnd(m, from, end), first);
  }

  private int bodyBytes(int end) {
    int available = to - end;
    long length = rules.contentLength();
    if (length < 0) {
      // rfc3261#section-18.3: "The Content-Length header field MUST be used with stream oriented
      // transports."
      if (!transport.delimitsMessages() && !has(HeaderName.CONTENT_LENGTH)) {
        findings.report(Rule.MISSING, HeaderName.CONTENT_LENGTH);
      }
      return available;
    }
    if (length > available) {
      findings.report(Rule.BODY_CUT);
      return available;
    }
    return (int) length;
  }

  private boolean has(HeaderName name) {
    return (seen & name.bit) != 0;
  }
}
