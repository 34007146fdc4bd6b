package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.DOMAIN;
import static org.ringspan.e2e.server.Company.password;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.e2e.peer.BaresipPhone;
import org.ringspan.e2e.peer.Browser;
import org.ringspan.e2e.peer.Tone;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;

/** An administrator who never saw the product: from a new user to a call that is understood. */
@RingspanTest
class FirstStepsIT {
  private static final String ADDRESS = "http://" + Network.SERVER + ":8080";
  private static final String DID = "+14085551311";

  @Test
  @DisplayName("A new user with a mobile, a telephone that rings, and the page that explains it")
  void firstCall(Stage stage, @TempDir Path directory) {
    try (Browser browser = new Browser(ADDRESS)) {
      browser.open("/");
      browser.logIn(ADMINISTRATOR, password(ADMINISTRATOR));
      assertThat(browser.path()).isEqualTo("/console/");
      browser.pressText("First steps");
      browser.pressText("Add a user");
      browser.fill("user:login", "olga");
      browser.fill("user:name", "Olga Ost");
      browser.fill("user:line", "51311");
      browser.fill("user:did", "4085551311");
      browser.fill("user:mobile", "+14085557311");
      browser.press("user:add");
      browser.expect("did");
      browser.fill("user:did", DID);
      browser.press("user:add");
      browser.expect("olga-desk");
      browser.pressText("QR code");
      browser.pressText("Make a new password");
      browser.expect("shown only now");
      String secret =
          String.valueOf(
              browser.run(
                  "return Array.from(document.querySelectorAll('dl.facts dd')).pop().textContent"));
      call(stage, directory, browser, secret);
    } finally {
      stage
          .server()
          .rest()
          .as(ADMINISTRATOR)
          .send("DELETE", "/users/olga", "", Map.of("If-Match", "*"));
    }
  }

  private static void call(Stage stage, Path directory, Browser browser, String secret) {
    String account =
        "<sip:olga-desk@%s>;auth_user=olga-desk;auth_pass=%s;outbound=\"sip:%s:5060\";regint=60;answermode=manual"
            .formatted(DOMAIN, secret, Network.SERVER);
    String caller = Stage.newCaller();
    try (var phone =
        new BaresipPhone(
            directory.resolve("olga"),
            Network.at(Network.BARESIP_DESK, 5090),
            account,
            new Tone(400))) {
      phone.expectRegistered();
      browser.expectAt("/console/user?id=olga", "registered");
      var gateway = stage.gateway();
      var phoneA = gateway.dial(DID, caller).start();
      phone.expectIncoming();
      phoneA.expectRinging();
      phone.answer();
      phoneA.expectAnswer();
      phone.expectEstablished();
      phoneA.hangUp();
      phone.expectClosed();
    }
    stage.server().records().expectEnded(caller, DID);
    browser.open("/console/calls?user=olga");
    browser.run("document.querySelector('tbody a').click()");
    browser.expect("Olga's phone olga-desk");
    browser.expect("Olga's mobile +14085557311 did not ring");
  }
}
