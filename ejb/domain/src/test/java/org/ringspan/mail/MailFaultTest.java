package org.ringspan.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.mail.MailFault.Kind;

class MailFaultTest {
  private static Kind ofRecipient(String reply) {
    return MailFault.of(List.of(reply), List.of("Invalid Addresses")).kind();
  }

  private static Kind ofLetter(String reply) {
    return MailFault.of(List.of(), List.of(reply)).kind();
  }

  @Test
  @DisplayName("5xx for the recipient is for good, 4xx isn't")
  void recipient() {
    assertThat(ofRecipient("550 5.1.1 no such user")).isEqualTo(Kind.RECIPIENT_REFUSED);
    assertThat(ofRecipient("553-two\n553 lines")).isEqualTo(Kind.RECIPIENT_REFUSED);
    assertThat(ofRecipient("450 4.2.1 busy")).isEqualTo(Kind.FOR_NOW);
    assertThat(ofRecipient("5501 of no reply")).isEqualTo(Kind.FOR_NOW);
  }

  @Test
  @DisplayName("What else is refused may be mended: a login, a sender, a content, a connection")
  void others() {
    assertThat(ofLetter("535 5.7.8 authentication failed")).isEqualTo(Kind.FOR_NOW);
    assertThat(ofLetter("554 5.7.1 content")).isEqualTo(Kind.FOR_NOW);
    assertThat(ofLetter("Couldn't connect to host, port: mail, 587")).isEqualTo(Kind.FOR_NOW);
    assertThat(MailFault.of(List.of(), List.of()).kind()).isEqualTo(Kind.FOR_NOW);
  }

  @Test
  @DisplayName("A letter that is too large is told from others")
  void tooLarge() {
    assertThat(ofLetter("552 5.3.4 message size exceeds fixed limit")).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  @DisplayName("What the mail server says is one line without control characters")
  void hostile() {
    MailFault fault =
        MailFault.of(List.of("550 no\r\nsuch\u001b[31m user" + "x".repeat(1_000)), List.of());
    assertThat(fault.text())
        .startsWith("550 no  such[31m user")
        .hasSizeLessThanOrEqualTo(MailFault.LONGEST);
  }
}
