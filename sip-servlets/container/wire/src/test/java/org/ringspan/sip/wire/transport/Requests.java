package org.ringspan.sip.wire.transport;

/** Well-formed requests. */
final class Requests {

  private Requests() {}

  static String options(String address, int port, String callId) {
    return options("UDP", address, port, callId);
  }

  static String options(String transport, String address, int port, String callId) {
    return "OPTIONS sip:probe@ringspan.test SIP/2.0\r\n"
        + "Via: SIP/2.0/"
        + transport
        + " "
        + address
        + ":"
        + port
        + ";branch=z9hG4bK"
        + callId
        + ";rport\r\n"
        + "From: <sip:probe@ringspan.test>;tag=1\r\n"
        + "To: <sip:probe@ringspan.test>\r\n"
        + "Call-ID: "
        + callId
        + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
  }
}
