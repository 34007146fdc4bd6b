package org.ringspan.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.sip.engine.MessageNames;

class MessageNamesTest {
  private static final String HEADERS =
      """
      Via: SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bKa\r
      Max-Forwards: 70\r
      From: "Alice Adams" <sip:alice@company.example>;tag=1\r
      To: <sip:bob@company.example>\r
      Call-ID: call-7\r
      CSeq: 1 BYE\r
      Authorization: Digest username="alice", response="0a4f113b"\r
      Content-Length: 0\r
      \r
      """;

  private static Object parsed(String start) throws ParseException {
    return new StringMsgParser()
        .parseSIPMessage(
            (start + "\r\n" + HEADERS).getBytes(StandardCharsets.UTF_8), true, false, null);
  }

  @Test
  @DisplayName("A message is named by what it is and its call, never by what stands in it")
  void messages() throws ParseException {
    Object request = parsed("BYE sip:bob@company.example SIP/2.0");
    Object response = parsed("SIP/2.0 481 No such call");

    assertThat(request).isInstanceOf(SIPRequest.class);
    assertThat(request.toString()).as("what would be logged").contains("0a4f113b");
    assertThat(MessageNames.of(request)).isEqualTo("BYE of call call-7");
    assertThat(response).isInstanceOf(SIPResponse.class);
    assertThat(MessageNames.of(response)).isEqualTo("481 of call call-7");
  }

  @Test
  @DisplayName("Anything else stays what it is")
  void others() {
    assertThat(MessageNames.of("too many messages")).isEqualTo("too many messages");
    assertThat(MessageNames.of(408)).isEqualTo("408");
  }
}
