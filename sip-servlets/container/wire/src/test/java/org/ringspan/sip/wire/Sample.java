package org.ringspan.sip.wire;

import java.nio.charset.StandardCharsets;

/** Well-formed messages for tests to spoil. */
public final class Sample {

  private static final String SDP =
      "v=0\r\no=alice 29739 7272939 IN IP4 192.0.2.5\r\ns=-\r\nc=IN IP4 192.0.2.5\r\nt=0 0\r\n"
          + "m=audio 49217 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n";

  /** An INVITE as a desk phone sends it. */
  public static final String INVITE =
      "INVITE sip:51235@ringspan.test SIP/2.0\r\n"
          + "Via: SIP/2.0/UDP 192.0.2.5:5060;branch=z9hG4bK776asdhds;rport\r\n"
          + "Max-Forwards: 70\r\n"
          + "From: \"Alice\" <sip:51234@ringspan.test>;tag=1928301774\r\n"
          + "To: <sip:51235@ringspan.test>\r\n"
          + "Call-ID: a84b4c76e66710@192.0.2.5\r\n"
          + "CSeq: 314159 INVITE\r\n"
          + "Contact: <sip:51234@192.0.2.5:5060;transport=udp>;+sip.instance=\"<urn:uuid:f81d>\"\r\n"
          + "User-Agent: Desk/1.0\r\n"
          + "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REFER, NOTIFY\r\n"
          + "Supported: replaces, timer, 100rel\r\n"
          + "Content-Type: application/sdp\r\n"
          + "Content-Length: "
          + SDP.length()
          + "\r\n\r\n"
          + SDP;

  /** A 200 to it. */
  public static final String OK =
      "SIP/2.0 200 OK\r\n"
          + "Via: SIP/2.0/UDP 192.0.2.5:5060;branch=z9hG4bK776asdhds;rport=5060\r\n"
          + "From: \"Alice\" <sip:51234@ringspan.test>;tag=1928301774\r\n"
          + "To: <sip:51235@ringspan.test>;tag=a6c85cf\r\n"
          + "Call-ID: a84b4c76e66710@192.0.2.5\r\n"
          + "CSeq: 314159 INVITE\r\n"
          + "Contact: <sip:51235@192.0.2.6>\r\n"
          + "Content-Length: 0\r\n\r\n";

  /** A REGISTER with digest credentials. */
  public static final String REGISTER =
      "REGISTER sip:ringspan.test SIP/2.0\r\n"
          + "v: SIP/2.0/UDP 192.0.2.5;branch=z9hG4bKnashds7\r\n"
          + "Max-Forwards: 70\r\n"
          + "t: <sip:alice@ringspan.test>\r\n"
          + "f: <sip:alice@ringspan.test>;tag=456248\r\n"
          + "i: 843817637684230@998sdasdh09\r\n"
          + "CSeq: 1826 REGISTER\r\n"
          + "m: <sip:alice@192.0.2.5>;expires=3600;q=0.7, <sip:alice@192.0.2.7>\r\n"
          + "Authorization: Digest username=\"alice\", realm=\"ringspan.test\", nonce=\"84a4\","
          + " uri=\"sip:ringspan.test\", response=\"7587245234b3434cc3412213e5f113a5\"\r\n"
          + "l: 0\r\n\r\n";

  private Sample() {}

  static byte[] octets(String message) {
    return message.getBytes(StandardCharsets.ISO_8859_1);
  }
}
