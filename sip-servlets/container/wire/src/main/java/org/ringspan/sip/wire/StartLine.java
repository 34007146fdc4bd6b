package org.ringspan.sip.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The first line of a message (RFC 3261 sections 7.1 and 7.2). */
final class StartLine {

  private static final byte[] SIP_SLASH = "sip/".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CAPITALS = "SIP/".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION_BYTES = 7;

  private final MessageValidation limits;
  private final Findings findings;
  private final byte[] m;
  private final int start;
  private final boolean request;
  private int methodEnd;
  private boolean badStatus;
  private boolean smallLetters;

  StartLine(MessageValidation limits, Findings findings, byte[] m, int start, int to) {
    this.limits = limits;
    this.findings = findings;
    this.m = m;
    this.start = start;
    this.request = !Octets.equalsIgnoreCase(m, start, SIP_SLASH);
    this.methodEnd = request ? Octets.skip(m, start, to, Octets.TOKEN) : start;
  }

  boolean isRequest() {
    return request;
  }

  boolean isMethod(byte[] method) {
    return Arrays.equals(m, start, methodEnd, method, 0, method.length);
  }

  /** Whether the octets are the method of the request. */
  boolean isMethod(int from, int to) {
    return Arrays.equals(m, start, methodEnd, m, from, to);
  }

  boolean hasBadStatus() {
    return badStatus;
  }

  /** Whether the SIP-Version isn't in capital letters, as the stack's parser wants it. */
  boolean hasSmallLetters() {
    return smallLetters;
  }

  /** Reads the line; false when it belongs to no SIP message. */
  boolean read(int end) {
    methodEnd = Math.min(methodEnd, end);
    return request ? requestLine(end) : statusLine(end);
  }

  private boolean requestLine(int end) {
    int uri = methodEnd + 1;
    int uriEnd = uri < end ? Octets.indexOf(m, uri, end, ' ') : end;
    // rfc3261#section-7.1: "The Request-Line ends with CRLF. No CR or LF are allowed except in the
    // end-of-line CRLF sequence. No linear whitespace (LWS) is allowed in any of the elements."
    if (methodEnd == start
        || uriEnd >= end
        || m[methodEnd] != ' '
        || uriEnd == uri
        || !isVersion(uriEnd + 1, end)) {
      return isBadRequestLine(end);
    }
    if (!isVersion2(uriEnd + 1, end)) {
      findings.report(Rule.VERSION_NOT_SUPPORTED);
    }
    if (!MessageValidation.contains(limits.knownMethods, m, start, methodEnd)) {
      findings.report(Rule.METHOD_UNKNOWN);
    } else if (!MessageValidation.contains(limits.allowedMethods, m, start, methodEnd)) {
      findings.report(Rule.METHOD_NOT_ALLOWED);
    }
    requestUri(uri, uriEnd);
    return true;
  }

  private void requestUri(int from, int end) {
    if (!UriSyntax.isUri(m, from, end, false)) {
      findings.report(Rule.BAD_REQUEST_URI);
      return;
    }
    int colon = UriSyntax.schemeEnd(m, from, end);
    if (!MessageValidation.containsIgnoreCase(limits.uriSchemes, m, from, colon)) {
      findings.report(Rule.SCHEME_UNSUPPORTED);
    }
  }

  private boolean isBadRequestLine(int end) {
    for (int i = start; i + SIP_SLASH.length <= end; i++) {
      if (Octets.equalsIgnoreCase(m, i, SIP_SLASH)) {
        findings.report(Rule.BAD_REQUEST_LINE);
        return methodEnd > start;
      }
    }
    return false;
  }

  /** Whether the octets are "SIP/digits.digits". */
  private boolean isVersion(int from, int end) {
    if (from + VERSION_BYTES > end || !Octets.equalsIgnoreCase(m, from, SIP_SLASH)) {
      return false;
    }
    int major = from + SIP_SLASH.length;
    int dot = digitsEnd(major, end);
    int minor = dot + 1;
    return dot > major && minor < end && m[dot] == '.' && digitsEnd(minor, end) == end;
  }

  private int digitsEnd(int from, int end) {
    int i = from;
    while (i < end && Octets.isDigit(m[i])) {
      i++;
    }
    return i;
  }

  private boolean isVersion2(int from, int end) {
    smallLetters |= !Arrays.equals(m, from, from + CAPITALS.length, CAPITALS, 0, CAPITALS.length);
    return end - from == VERSION_BYTES && m[from + 4] == '2' && m[from + 6] == '0';
  }

  private boolean statusLine(int end) {
    int space = Octets.indexOf(m, start, end, ' ');
    if (!isVersion(start, space) || !isVersion2(start, space)) {
      findings.report(Rule.BAD_REQUEST_LINE);
      return true;
    }
    int code = space + 1;
    int codeEnd = digitsEnd(code, end);
    badStatus =
        codeEnd - code != 3
            || m[code] < '1'
            || m[code] > '6'
            || (codeEnd < end && m[codeEnd] != ' ');
    return true;
  }
}
