package org.ringspan.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final String INVITE =
      """
      INVITE sip:51234@ringspan.test SIP/2.0
      Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1
      From: "Phone A" <sip:+1-408-555-0100@127.0.0.1>;tag=1
      To: <sip:51234@ringspan.test;user=phone>
      i: one@127.0.0.1
      CSeq: 1 INVITE
      Proxy-Authorization : Digest username="alice-desk",
        response="0123secret4567"
      AUTHORIZATION: Digest response="secret"
      Content-Type: application/sdp ;charset=utf-8
      Content-Length: 200

      v=0
      m=audio 4000 RTP/SAVP 0
      a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secretsecret
      A=Crypto:2 AES_CM_128_HMAC_SHA1_32 inline:secretsecret
      a=key-mgmt:mikey secret
      k=clear:secret
      a=ice-pwd:secretsecretsecretsecret
      a=sendrecv
      """
          .replace("\n", "\r\n");

  private static SipText message(String call, String from, String to) {
    return SipText.of(
        "INVITE sip:%s@x SIP/2.0\r\nCall-ID: %s\r\nFrom: <sip:%s@y>\r\nTo: <sip:%s@x>\r\n\r\n"
            .formatted(to, call, from, to));
  }

  @Test
  @DisplayName("Answers to challenges and keys of media are removed, nothing else")
  void redaction() {
    String kept = Redaction.of(SipText.of(INVITE));

    assertThat(kept)
        .doesNotContain("secret")
        .contains("Proxy-Authorization : [removed]\n", "AUTHORIZATION: [removed]\n")
        .contains("a=crypto:[removed]\n", "A=Crypto:[removed]\n", "k=[removed]\n")
        .contains("a=key-mgmt:[removed]\n", "a=ice-pwd:[removed]\n")
        .contains("From: \"Phone A\" <sip:+1-408-555-0100@127.0.0.1>;tag=1\n")
        .contains("m=audio 4000 RTP/SAVP 0\na=crypto", "a=sendrecv\n");
  }

  @Test
  @DisplayName("Line ends that only some programs take for such hide no secret")
  void lineEnds() {
    for (String end : new String[] {"\n", "\r"}) {
      assertThat(Redaction.of(SipText.of(INVITE.replace("\r\n", end)))).doesNotContain("secret");
    }
  }

  @Test
  @DisplayName("Bodies that can hide a key, and dialled digits, aren't kept")
  void bodies() {
    for (String fields :
        new String[] {
          "Content-Type: application/dtmf-relay",
          "Content-Type: application/kpml-response+xml",
          "Content-Type: multipart/mixed;boundary=x",
          "c: application/sdp\r\nContent-Encoding: gzip",
          "X: y"
        }) {
      SipText info = SipText.of("INFO sip:a@b SIP/2.0\r\n" + fields + "\r\n\r\nSignal=7\r\n");
      assertThat(Redaction.of(info)).doesNotContain("Signal").endsWith("[removed]\n");
    }
  }

  @Test
  @DisplayName("Nothing in a message moves a terminal's cursor")
  void terminal() {
    assertThat(
            Redaction.of(SipText.of("INVITE sip:a@b SIP/2.0\r\nSubject: \u001b[2J\u009bx\r\n\r\n")))
        .doesNotContain("\u001b", "\u009b")
        .contains("[2J");
  }

  @Test
  @DisplayName("A message belongs to a trace by user or number, however the number is written")
  void people() {
    SipText invite = SipText.of(INVITE);

    assertThat(invite.callId()).isEqualTo("one@127.0.0.1");
    assertThat(invite.people()).containsExactly("51234", "+1-408-555-0100", "51234");
    assertThat(TraceFilter.ofPeople(Set.of("51234")).matches(invite)).isTrue();
    assertThat(TraceFilter.ofPeople(Set.of("+14085550100")).matches(invite)).isTrue();
    assertThat(TraceFilter.ofPeople(Set.of("914085550100")).matches(invite)).isTrue();
    assertThat(TraceFilter.ofPeople(Set.of("5123")).matches(invite)).isFalse();
    assertThat(TraceFilter.ofPeople(Set.of("alice")).matches(invite)).isFalse();
    assertThat(TraceFilter.ofPeople(Set.of("Alice")).matches(message("c", "bob", "ALICE")))
        .isTrue();
    assertThat(
            TraceFilter.ofPeople(Set.of("+14085550100"))
                .matches(SipText.of("INVITE tel:+14085550100 SIP/2.0\r\n\r\n")))
        .isTrue();
  }

  @Test
  @DisplayName("The other messages of its dialog belong to it, and the dialogs that it leads to")
  void dialogs() {
    TraceFilter filter = TraceFilter.ofPeople(Set.of("alice"));
    assertThat(filter.matches(message("leg", "bob", "914085557890"))).isFalse();
    assertThat(filter.matches(message("caller", "bob", "alice"))).isTrue();
    assertThat(filter.matches(message("caller", "x", "y"))).isTrue();
    filter.joined("caller", "leg");
    assertThat(filter.matches(message("leg", "bob", "914085557890"))).isTrue();
    filter.joined("elsewhere", "other");
    assertThat(filter.matches(message("other", "x", "y"))).isFalse();

    TraceFilter call = TraceFilter.ofCall("leg");
    call.joined("caller", "leg");
    assertThat(call.matches(message("caller", "x", "y"))).isTrue();
  }

  @Test
  @DisplayName("Whatever comes can be looked at")
  void anything() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder changed = new StringBuilder(INVITE);
      for (int i = random.nextInt(8); i > 0; i--) {
        int at = random.nextInt(changed.length());
        // Not inside what is to be found: other letters would make another secret of it.
        if (changed.substring(Math.max(0, at - 30), at).contains("\n")) {
          changed.insert(at, " \t:;@<>".charAt(random.nextInt(7)));
        }
      }
      SipText text = SipText.of(changed.toString());
      assertThat(text.people()).isNotNull();
      assertThat(Redaction.of(text)).isNotEmpty();
    }
  }
}
