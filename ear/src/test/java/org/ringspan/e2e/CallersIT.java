package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.HEIDI;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.Dial;

/** Callers who withhold their number, or have none, as the wire shows them (page 21-58). */
@RingspanTest
class CallersIT {
  private static final String MOBILE = "+14087770010";
  private static final Duration QUIET = Duration.ofMillis(500);

  /** An INVITE of the gateway. */
  enum Caller {
    PRIVACY_ID(
        true,
        dial ->
            dial.header("Privacy", "id")
                .header("P-Asserted-Identity", "<sip:" + Company.PHONE_A + "@carrier.test>")),
    PRIVACY_IN_A_LIST(true, dial -> dial.header("Privacy", "session;user;critical")),
    ANONYMOUS_FROM(true, dial -> dial.from("\"Anonymous\" <sip:anonymous@anonymous.invalid>")),
    ANONYMOUS_AT_A_HOST(true, dial -> dial.from("<sip:anonymous@" + Network.GATEWAY + ">")),
    NO_USER(false, dial -> dial.from("<sip:" + Network.GATEWAY + ">")),
    UNUSABLE_USER(false, dial -> dial.from("<sip:%22%3Cscript%3E@" + Network.GATEWAY + ">"));

    private final boolean isPrivate;
    private final UnaryOperator<Dial> shown;

    Caller(boolean isPrivate, UnaryOperator<Dial> shown) {
      this.isPrivate = isPrivate;
      this.shown = shown;
    }

    private String member() {
      return isPrivate ? "private" : "not available";
    }

    private String otherMember() {
      return isPrivate ? "not available" : "private";
    }
  }

  private static String mobile(String kind, String members) {
    return """
        [{
          "number": "%s", "name": "mobile", "delayBeforeRinging": 0, "answerTooSoon": 0,
          "accessList": {"kind": "%s", "members": [%s]}
        }]"""
        .formatted(MOBILE, kind, members);
  }

  private static Reconfiguration listing(Stage stage, String kind, String members) {
    return new Reconfiguration(stage.server())
        .change("/users/" + HEIDI.id(), "remoteDestinations", mobile(kind, members));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("UM13: a list that blocks such callers keeps the mobile silent, the desk rings")
  void blocked(Caller caller, Stage stage) {
    try (var list = listing(stage, "blocked", "\"" + caller.member() + "\"")) {
      var desk = stage.registered(HEIDI.desk());
      var call = caller.shown.apply(stage.gateway().dial(HEIDI.did(), Company.PHONE_A)).start();
      var atDesk = desk.expectInvite().ring();
      stage.gateway().expectNoInvite(MOBILE, QUIET);
      assertThat(atDesk.invite().required("From")).doesNotContain(Company.PHONE_A);
      if (caller.isPrivate) {
        assertThat(atDesk.invite().uriIn("From")).isEqualTo("sip:anonymous@anonymous.invalid");
        assertThat(atDesk.invite().toString()).doesNotContain(Company.PHONE_A);
      }
      call.cancel().expect(200);
      atDesk.expectCancel();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("UM13: a list that allows no others rings the mobile for such callers")
  void allowed(Caller caller, Stage stage) {
    try (var list = listing(stage, "allowed", "\"" + caller.member() + "\"")) {
      var call = caller.shown.apply(stage.gateway().dial(HEIDI.did(), Company.PHONE_A)).start();
      var atMobile = stage.gateway().expectInvite(MOBILE).ring();
      atMobile.answer();
      call.expectAnswer();
      call.hangUp();
      atMobile.expectBye();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("UM13: they are neither the other kind nor any number, though one is on the wire")
  void nothingElse(Caller caller, Stage stage) {
    String members =
        "\"%s\", \"%s\", \"!\", \"+!\"".formatted(caller.otherMember(), Company.PHONE_A);
    try (var list = listing(stage, "allowed", members)) {
      var desk = stage.registered(HEIDI.desk());
      var call = caller.shown.apply(stage.gateway().dial(HEIDI.did(), Company.PHONE_A)).start();
      var atDesk = desk.expectInvite().ring();
      stage.gateway().expectNoInvite(MOBILE, QUIET);
      call.cancel().expect(200);
      atDesk.expectCancel();
    }
  }
}
