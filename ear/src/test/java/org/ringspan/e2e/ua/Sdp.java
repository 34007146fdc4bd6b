package org.ringspan.e2e.ua;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The session descriptions of the scripted user agents: one G.711 stream (RFC 4566, RFC 3264).
 *
 * @param port the RTP port, which tells one party's description from another's
 * @param version the version in the o line, one more for each change
 * @param direction {@code sendrecv}, {@code sendonly}, {@code recvonly} or {@code inactive}
 */
public record Sdp(String address, int port, int version, String direction) {
  private static final AtomicInteger NEXT_PORT = new AtomicInteger(20000);

  /** A description with a port that no other description of this run has. */
  public static Sdp fresh(String address) {
    return new Sdp(address, NEXT_PORT.getAndAdd(2), 1, "sendrecv");
  }

  /** The next version of this description, in another direction. */
  public Sdp directed(String newDirection) {
    return new Sdp(address, port, version + 1, newDirection);
  }

  /** The next version with everything else the same. */
  public Sdp next() {
    return directed(direction);
  }

  /** Whether {@code body} describes this party's stream: its address and its port. */
  public boolean describedBy(String body) {
    return body.contains("m=audio " + port + " ") && body.contains("c=IN IP4 " + address);
  }

  @Override
  public String toString() {
    return String.join(
        "\r\n",
        "v=0",
        "o=- " + port + " " + version + " IN IP4 " + address,
        "s=-",
        "c=IN IP4 " + address,
        "t=0 0",
        "m=audio " + port + " RTP/AVP 0 101",
        "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:101 telephone-event/8000",
        "a=" + direction,
        "");
  }
}
