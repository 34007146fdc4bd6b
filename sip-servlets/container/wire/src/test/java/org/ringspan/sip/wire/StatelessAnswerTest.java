package org.ringspan.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The answer to a refused request")
class StatelessAnswerTest {

  private final MessageValidation validation = new MessageValidation(WireLimits.defaults());

  @Test
  @DisplayName("RFC 3261 8.2.6.2: copies Via, From, To, Call-ID and CSeq; RFC 3581: fills rport")
  void copiesHeaders() throws Exception {
    String answer =
        answer(
            Sample.INVITE
                .replace("70", "0")
                .replace("From:", "Via: SIP/2.0/TCP b;branch=z9hG4bK2, SIP/2.0/UDP c\r\nFrom:"));
    assertThat(answer)
        .matches(
            "(?s)SIP/2.0 483 Too Many Hops\r\n"
                + "Via: SIP/2.0/UDP 192.0.2.5:5060;branch=z9hG4bK776asdhds"
                + ";received=198.51.100.9;rport=4711\r\n"
                + "Via: SIP/2.0/TCP b;branch=z9hG4bK2\r\n"
                + "Via: SIP/2.0/UDP c\r\n"
                + "From: \"Alice\" <sip:51234@ringspan.test>;tag=1928301774\r\n"
                + "To: <sip:51235@ringspan.test>;tag=[0-9a-f]+\r\n"
                + "Call-ID: a84b4c76e66710@192.0.2.5\r\n"
                + "CSeq: 314159 INVITE\r\n"
                + "Content-Length: 0\r\n\r\n");
  }

  @Test
  @DisplayName("RFC 3261 8.2.7: retransmissions get the same tag, other requests another one")
  void tagIsStable() throws Exception {
    String request = Sample.INVITE.replace("70", "0");
    assertThat(answer(request)).isEqualTo(answer(request));
    assertThat(to(request.replace("314159", "314160"))).isNotEqualTo(to(request));
  }

  @Test
  @DisplayName("a received parameter of the peer is replaced, a tag of the peer is kept")
  void peerCannotForgeItsSource() throws Exception {
    String answer =
        answer(
            Sample.INVITE
                .replace("70", "0")
                .replace(";rport", ";received=203.0.113.1;rport=99")
                .replace("51235@ringspan.test>", "51235@ringspan.test>;tag=kept"));
    assertThat(answer).contains(";received=198.51.100.9;rport=4711\r\n").doesNotContain("203.0.");
    assertThat(answer).contains("To: <sip:51235@ringspan.test>;tag=kept\r\n");
  }

  @Test
  @DisplayName("nothing of the request gets into the start line or breaks a line")
  void nothingIsInjected() throws Exception {
    String folded = "From: \"Alice\"\r\n <sip:51234@ringspan.test>\r\n\t;tag=1";
    String answer =
        answer(
            Sample.INVITE
                .replaceFirst("INVITE", "INVITE\u000b")
                .replaceFirst("From: [^\r]*", folded.replace("\\", "\\\\"))
                .replaceFirst("Call-ID: .*", "Call-ID: x\nX-Injected: 1"));
    assertThat(answer).startsWith("SIP/2.0 400 ").doesNotContain("X-Injected");
    assertThat(answer).contains("From: \"Alice\" <sip:51234@ringspan.test> ;tag=1\r\n");
    assertThat(answer.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
  }

  @Test
  @DisplayName("of a malformed To the URI is kept")
  void malformedTo() throws Exception {
    assertThat(answer(Sample.INVITE.replace("To: <", "To: Bell, Bob <")))
        .contains("To: <sip:51235@ringspan.test>;tag=");
  }

  @Test
  @DisplayName("goes to the port of the Via, to the source port behind an address translation")
  void port() throws Exception {
    InetAddress source = InetAddress.getByName("192.0.2.5");
    String plain = Sample.INVITE.replace("70", "0").replace(";rport", "");
    assertThat(StatelessAnswer.port(reject(plain.replace(":5060;", ":5066;")), source, 9))
        .isEqualTo(5066);
    assertThat(StatelessAnswer.port(reject(plain.replace(":5060;", ";")), source, 9))
        .isEqualTo(5060);
    assertThat(StatelessAnswer.port(reject(plain.replace("UDP 192.0.2.5", "UDP a")), source, 9))
        .isEqualTo(9);
    assertThat(StatelessAnswer.port(reject(Sample.INVITE.replace("70", "0")), source, 9))
        .isEqualTo(9);
  }

  private String to(String request) throws Exception {
    return answer(request)
        .lines()
        .filter(line -> line.startsWith("To: "))
        .findFirst()
        .orElseThrow();
  }

  private Verdict.Reject reject(String request) {
    return (Verdict.Reject) validation.judge(Sample.octets(request), Transport.UDP);
  }

  private String answer(String request) throws Exception {
    byte[] answer =
        StatelessAnswer.encode(reject(request), InetAddress.getByName("198.51.100.9"), 4711);
    return new String(answer, StandardCharsets.ISO_8859_1);
  }
}
