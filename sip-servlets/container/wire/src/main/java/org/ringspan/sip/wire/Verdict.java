package org.ringspan.sip.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a received message. */
public sealed interface Verdict {

  /**
   * The message goes to the stack's parser. What follows it in a datagram is discarded (RFC 3261
   * section 18.3).
   *
   * @param start first octet of the start line; line ends before it are skipped
   * @param headerBytes octets of start line and header section, with the empty line behind it
   * @param bodyBytes octets of the body, which follows the empty line
   * @param rewrite whether the header section has folded lines or a SIP-Version in small letters,
   *     which {@link #headers(byte[])} mends
   */
  record Accept(int start, int headerBytes, int bodyBytes, boolean rewrite) implements Verdict {

    /** A copy of the header section, each field on one line. */
    public byte[] headers(byte[] message) {
      byte[] copy = java.util.Arrays.copyOfRange(message, start, start + headerBytes);
      if (rewrite) {
        unfold(copy);
      }
      return copy;
    }

    /** A copy of the body. */
    public byte[] body(byte[] message) {
      int from = start + headerBytes;
      return java.util.Arrays.copyOfRange(message, from, from + bodyBytes);
    }

    private static void unfold(byte[] headers) {
      for (int i = 0; i + 2 < headers.length; i++) {
        if (headers[i] == '\r' && (headers[i + 2] == ' ' || headers[i + 2] == '\t')) {
          headers[i] = ' ';
          headers[i + 1] = ' ';
        }
      }
      int lineEnd = Octets.indexOf(headers, 0, headers.length, '\r');
      upperCase(headers, 0);
      upperCase(headers, lineEnd - 7);
    }

    private static void upperCase(byte[] headers, int at) {
      if (at >= 0 && headers[at + 3] == '/') {
        for (int i = at; i < at + 3; i++) {
          headers[i] = (byte) Character.toUpperCase(headers[i]);
        }
      }
    }
  }

  /**
   * The request is answered without a transaction and goes no further.
   *
   * @param rule the rule that was broken
   * @param reason the reason phrase, made of fixed text only
   * @param headers further header fields of the answer, complete and well-formed, without line ends
   * @param echo what the answer copies from the request
   */
  record Reject(Rule rule, String reason, List<String> headers, Echo echo) implements Verdict {

    /** The status code of the answer. */
    public int status() {
      return rule.status();
    }
  }

  /**
   * The message is thrown away.
   *
   * @param reason why
   * @param rule the rule that was broken, when a request or response was recognized
   */
  record Drop(DropReason reason, @Nullable Rule rule) implements Verdict {}

  /**
   * The values an answer takes from its request (RFC 3261 section 8.2.6.2), each on one line, free
   * of control characters outside of quoted strings and well-formed; what could not be saved is
   * missing.
   *
   * @param vias Via values in order, at least one
   * @param from value of From, or null
   * @param to value of To, or null
   * @param toTag whether To has a tag
   * @param callId value of Call-ID, or null
   * @param cseq value of CSeq, or null
   */
  record Echo(
      List<String> vias,
      @Nullable String from,
      @Nullable String to,
      boolean toTag,
      @Nullable String callId,
      @Nullable String cseq) {}
}
