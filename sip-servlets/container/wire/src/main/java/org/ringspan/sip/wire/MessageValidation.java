package org.ringspan.sip.wire;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Judges received octets before any parser sees them. It is a pure function of octets, transport
 * and limits, keeps nothing between messages and may be called from any thread.
 */
public final class MessageValidation {

  final int maxMessageBytes;
  final int maxHeaderBytes;
  final int maxHeaders;
  final int maxParts;
  final boolean rejectBadDates;
  final byte[][] knownMethods;
  final byte[][] allowedMethods;
  final byte[][] uriSchemes;
  final byte[][] optionTags;
  final byte[][] proxyOptionTags;
  final List<String> allow;

  /** A validation with these limits. */
  public MessageValidation(WireLimits limits) {
    maxMessageBytes = limits.maxMessageBytes();
    maxHeaderBytes = limits.maxHeaderBytes();
    maxHeaders = limits.maxHeaders();
    maxParts = limits.maxParts();
    rejectBadDates = limits.rejectBadDates();
    knownMethods = octets(limits.knownMethods());
    allowedMethods = octets(limits.allowedMethods());
    uriSchemes = octets(limits.uriSchemes());
    optionTags = octets(limits.optionTags());
    proxyOptionTags = octets(limits.proxyOptionTags());
    allow = List.of("Allow: " + String.join(", ", new TreeSet<>(limits.allowedMethods())));
  }

  private static byte[][] octets(Collection<String> names) {
    // INVITE and ACK and BYE are most of the traffic; the order of the rest doesn't matter.
    List<String> frequent = List.of("INVITE", "ACK", "BYE", "sip");
    return names.stream()
        .sorted((a, b) -> Boolean.compare(frequent.contains(b), frequent.contains(a)))
        .map(name -> name.getBytes(StandardCharsets.US_ASCII))
        .toArray(byte[][]::new);
  }

  /**
   * Judges one message: a datagram, a WebSocket message, or the octets of a stream that belong to
   * one message by its Content-Length.
   *
   * @param octets holds the message and is not changed
   * @param from first octet
   * @param to end, exclusive
   */
  public Verdict judge(byte[] octets, int from, int to, Transport transport) {
    int start = from;
    // rfc3261#section-7.5: "Implementations processing SIP messages over stream-oriented transports
    // MUST ignore any CRLF appearing before the start-line".
    while (start < to && (octets[start] == '\r' || octets[start] == '\n')) {
      start++;
    }
    if (start == to || isZero(octets, start, to)) {
      return new Verdict.Drop(DropReason.KEEP_ALIVE, null);
    }
    return new MessageScan(this, octets, start, to, transport).judge();
  }

  /**
   * Refuses a message for a rule that was found broken elsewhere: by the framing of a stream or by
   * the parser behind this validation. The octets may end anywhere.
   *
   * @return a Reject, or a Drop where no answer is allowed or possible
   */
  public Verdict refuse(byte[] octets, int from, int to, Rule rule) {
    int start = Octets.skipSpace(octets, from, to);
    return new MessageScan(this, octets, start, to, Transport.UDP).refuse(rule);
  }

  /** Judges a whole array. */
  public Verdict judge(byte[] octets, Transport transport) {
    return judge(octets, 0, octets.length, transport);
  }

  private static boolean isZero(byte[] octets, int from, int to) {
    for (int i = from; i < to; i++) {
      if (octets[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of these is exactly the octets. */
  static boolean contains(byte[][] names, byte[] m, int from, int to) {
    for (byte[] name : names) {
      if (java.util.Arrays.equals(name, 0, name.length, m, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of these lower-case names is the octets in any case of letters. */
  static boolean containsIgnoreCase(byte[][] names, byte[] m, int from, int to) {
    for (byte[] name : names) {
      if (name.length == to - from && Octets.equalsIgnoreCase(m, from, name)) {
        return true;
      }
    }
    return false;
  }
}
