package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.ERIN;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.HEIDI;
import static org.ringspan.e2e.server.Company.SUPPORT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.e2e.peer.BaresipPhone;
import org.ringspan.e2e.peer.Browser;
import org.ringspan.e2e.peer.Tone;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.Inbox;
import org.ringspan.e2e.ua.Phone;
import org.ringspan.e2e.ua.SipMessage;

/** Mailboxes of users: over REST, on the page, and the lamp of the telephone (RFC 3842). */
@RingspanTest
class VoicemailIT {
  private static final Tone VOICE = new Tone(700);

  @TempDir Path folder;

  private Path recording(int seconds) {
    Path file = folder.resolve(UUID.randomUUID() + ".wav");
    VOICE.write(file, seconds);
    return file;
  }

  private String leave(TestServer server, String user, int seconds) {
    return server.figures().leaveMessage(user, "+12125550100", "Mother", recording(seconds));
  }

  @Test
  @DisplayName("A message is listed, heard as it was spoken, marked, deleted and taken back")
  void rest(TestServer server) throws IOException {
    Rest bob = server.rest().as(BOB.id());
    String id = leave(server, BOB.id(), 20);
    String path = "/me/voicemail/messages/" + id;

    var listed = bob.get("/me/voicemail/messages?state=new");
    assertThat(listed.items().getJsonObject(0).getString("id")).isEqualTo(id);
    assertThat(listed.items().getJsonObject(0).getString("caller")).isEqualTo("+12125550100");
    assertThat(listed.items().getJsonObject(0).getInt("milliseconds")).isEqualTo(20_000);
    var whole = bob.octets(path + "/audio", Map.of());
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.headers().firstValue("Content-Type")).contains("audio/wav");
    assertThat(whole.body()).hasSize(44 + 2 * 160_000);
    Path heard = Files.write(folder.resolve("heard.wav"), whole.body());
    assertThat(VOICE.heardMillis(heard)).isGreaterThan(18_000);
    var part = bob.octets(path + "/audio", Map.of("Range", "bytes=130000-130099"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 130000-130099/320044");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 130_000, 130_100));
    assertThat(bob.octets(path + "/audio", Map.of("Range", "bytes=320044-")).statusCode())
        .isEqualTo(416);
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    assertThat(bob.octets(path + "/audio", Map.of("If-None-Match", tag)).statusCode())
        .isEqualTo(304);

    Rest grace = server.rest().as(GRACE.id());
    for (String of : new String[] {path, path + "/audio"}) {
      assertThat(grace.get(of).status()).as(of).isEqualTo(404);
    }
    assertThat(grace.send("DELETE", path, "", Map.of()).status()).isEqualTo(404);
    assertThat(server.rest().as(ADMINISTRATOR).get(path + "/audio").status()).isEqualTo(404);

    assertThat(bob.send("PUT", path + "/state", "{\"state\": \"saved\"}", Map.of()).status())
        .isEqualTo(204);
    assertThat(bob.get(path).json().getString("state")).isEqualTo("saved");
    assertThat(bob.send("DELETE", path, "", Map.of()).status()).isEqualTo(204);
    assertThat(bob.get(path).status()).isEqualTo(404);
    assertThat(bob.post(path + "/restore", "").status()).isEqualTo(204);
    assertThat(bob.get(path).status()).isEqualTo(200);

    var counts = server.rest().as(SUPPORT).get("/mailboxes");
    assertThat(counts.toString()).contains("\"user\":\"bob\"").doesNotContain("+12125550100");
    String all = "/mailboxes/" + BOB.id() + "/messages";
    assertThat(server.rest().as(SUPPORT).send("DELETE", all, "", Map.of()).status()).isEqualTo(403);
    assertThat(server.rest().as(ADMINISTRATOR).send("DELETE", all, "", Map.of()).json())
        .hasToString("{\"deleted\":1}");
    assertThat(bob.post(path + "/restore", "").status()).isEqualTo(404);
    assertThat(server.rest().as(ADMINISTRATOR).get("/audit?limit=1").toString())
        .contains("\"kind\":\"mailbox\"", "\"name\":\"bob\"");
  }

  @Test
  @DisplayName("A greeting is a short WAV file that telephones can play, or it is refused")
  void greeting(TestServer server) throws IOException {
    Rest bob = server.rest().as(BOB.id());
    byte[] wav = Files.readAllBytes(recording(3));
    String path = "/me/voicemail/greeting";

    assertThat(bob.get(path).status()).isEqualTo(404);
    assertThat(bob.putOctets(path, "audio/wav", wav).statusCode()).isEqualTo(204);
    assertThat(bob.octets(path, Map.of()).body()).hasSameSizeAs(wav);
    assertThat(bob.get("/me/voicemail").json().getBoolean("ownGreeting")).isTrue();
    byte[] stereo = wav.clone();
    stereo[22] = 2;
    var refused = bob.putOctets(path, "audio/wav", stereo);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(new String(refused.body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("one channel");
    byte[] tooLong = Files.readAllBytes(recording(121));
    assertThat(bob.putOctets(path, "audio/wav", tooLong).statusCode()).isEqualTo(422);
    assertThat(bob.send("DELETE", path, "", Map.of()).status()).isEqualTo(204);
    assertThat(bob.send("DELETE", path, "", Map.of()).status()).isEqualTo(404);
  }

  private static SipMessage subscribe(
      Phone phone, String user, String id, String tag, int seconds) {
    var first = phone.subscribeRequest(user, id, tag, Duration.ofSeconds(seconds));
    var challenge = phone.agent().exchange(first).expectFinal().message();
    assertThat(challenge.status()).isEqualTo(401);
    return phone.authenticate(first, challenge, 1);
  }

  /** Has a telephone told of its user's mailbox; what is returned ends that. */
  static Runnable watch(Phone phone, String user) {
    String id = UUID.randomUUID().toString();
    phone.agent().setSubscribed(id, true);
    SipMessage accepted = subscribe(phone, user, id, "", 600);
    assertThat(accepted.status()).isEqualTo(200);
    String tag = accepted.toTag().orElseThrow();
    return () -> {
      assertThat(subscribe(phone, user, id, tag, 0).status()).isEqualTo(200);
      notified(phone, "terminated;reason=timeout");
    };
  }

  static SipMessage notified(Phone phone, String what) {
    return phone
        .agent()
        .received()
        .expect(
            "NOTIFY " + what,
            Inbox.PATIENCE,
            it ->
                it.message().isRequest()
                    && it.message().is("NOTIFY")
                    && (it.message().body() + it.message().required("Subscription-State"))
                        .contains(what))
        .message();
  }

  @Test
  @DisplayName(
      "RFC 3842: the lamp is told at once, at each change, unregistered too, and at the end")
  void lamp(Stage stage) {
    Phone phone = stage.registered(HEIDI.desk());
    String id = UUID.randomUUID().toString();
    phone.agent().setSubscribed(id, true);

    var accepted = subscribe(phone, HEIDI.desk(), id, "", 600);
    assertThat(accepted.status()).isEqualTo(200);
    assertThat(accepted.required("Expires")).isEqualTo("600");
    var first = notified(phone, "Voice-Message: 0/0 (0/0)");
    assertThat(first.body()).startsWith("Messages-Waiting: no\r\nMessage-Account: sip:");
    assertThat(first.required("Event")).isEqualTo("message-summary");
    assertThat(first.required("Content-Type")).isEqualTo("application/simple-message-summary");
    assertThat(first.required("Subscription-State")).startsWith("active;expires=");

    phone.unregister();
    String message = leave(stage.server(), HEIDI.id(), 2);
    notified(phone, "Messages-Waiting: yes");
    Rest heidi = stage.server().rest().as(HEIDI.id());
    heidi.send(
        "PUT", "/me/voicemail/messages/" + message + "/state", "{\"state\":\"saved\"}", Map.of());
    notified(phone, "Voice-Message: 0/1 (0/0)");
    heidi.send("DELETE", "/me/voicemail/messages/" + message, "", Map.of());
    notified(phone, "Voice-Message: 0/0 (0/0)");

    String tag = accepted.toTag().orElseThrow();
    assertThat(subscribe(phone, HEIDI.desk(), id, tag, 900).required("Expires")).isEqualTo("900");
    notified(phone, "active;expires=");
    assertThat(subscribe(phone, HEIDI.desk(), id, tag, 0).status()).isEqualTo(200);
    notified(phone, "terminated;reason=timeout");
    var late = phone.subscribeRequest(HEIDI.desk(), id, tag, Duration.ofMinutes(10));
    assertThat(phone.agent().exchange(late).expectFinal().message().status()).isEqualTo(481);
  }

  @Test
  @DisplayName("Nobody is told of another's mailbox, nor of other things, nor for an instant")
  void refusals(Stage stage) {
    Phone phone = stage.registered(HEIDI.desk());
    String id = UUID.randomUUID().toString();
    assertThat(subscribe(phone, BOB.id(), id + "1", "", 600).status()).isEqualTo(403);
    assertThat(subscribe(phone, BOB.extension(), id + "2", "", 600).status()).isEqualTo(403);
    var brief =
        phone
            .agent()
            .exchange(phone.subscribeRequest(HEIDI.desk(), id + "3", "", Duration.ofSeconds(5)))
            .expectFinal()
            .message();
    assertThat(brief.status()).isEqualTo(423);
    assertThat(brief.required("Min-Expires")).isEqualTo("60");
    var other =
        phone
            .agent()
            .exchange(
                phone
                    .subscribeRequest(HEIDI.desk(), id + "4", "", Duration.ofSeconds(600))
                    .replacing("Event", "presence"))
            .expectFinal()
            .message();
    assertThat(other.status()).isEqualTo(489);
    assertThat(other.required("Allow-Events").replace(" ", "")).isEqualTo("dialog,message-summary");
    // A telephone that knows nothing of it answers 481, and isn't told again.
    assertThat(subscribe(phone, HEIDI.extension(), id + "5", "", 600).status()).isEqualTo(200);
    notified(phone, "Voice-Message: ");
    stage.server().figures().expectNothingLive(Duration.ofSeconds(30));
  }

  @Test
  @DisplayName("baresip shows that a message waits, and that none does")
  void baresip(TestServer server) {
    String account =
        "<sip:%s@%s;transport=udp>;auth_pass=%s;regint=600;answermode=manual"
            .formatted(GRACE.desk(), server.sip().getHostString(), Company.password(GRACE.desk()));
    try (var phone =
        BaresipPhone.waitingForMessages(
            folder.resolve("lamp"), Network.at(Network.BARESIP_DESK, 5096), account, VOICE)) {
      phone.expectRegistered();
      // The first NOTIFY may have come before the control socket was there, which tells of it.
      String message = leave(server, GRACE.id(), 2);
      phone.expectMessages("Messages-Waiting: yes");
      server
          .rest()
          .as(GRACE.id())
          .send("DELETE", "/me/voicemail/messages/" + message, "", Map.of());
      phone.expectMessages("Messages-Waiting: no");
    }
  }

  @Test
  @DisplayName("The page: none, one, many, heard, deleted and undone, at every width")
  void page(TestServer server) throws IOException {
    Path pictures =
        Files.createDirectories(
            Path.of(System.getProperty("ringspan.test.directory", "target/servers"), "voicemail"));
    try (var browser = new Browser("http://" + Network.SERVER + ":8080")) {
      browser.logIn(ERIN.id(), Company.password(ERIN.id()));
      browser.open("/me/voicemail");
      browser.expect("No messages.");
      browser.picture(pictures.resolve("none.png"));
      leave(server, ERIN.id(), 3);
      browser.open("/me/voicemail");
      browser.expect("1 new, 0 saved");
      browser.picture(pictures.resolve("one.png"));
      browser.run(
          "const p = document.querySelector('audio'); p.muted = true; p.playbackRate = 4; p.play();");
      browser.expect("0 new, 1 saved");
      for (int i = 0; i < 55; i++) {
        server
            .figures()
            .leaveMessage(
                ERIN.id(),
                i % 3 == 0 ? "" : Stage.newCaller(),
                i % 5 == 0 ? "Somebody with a very long name, as some companies send it" : "",
                recording(1));
      }
      browser.open("/me/voicemail");
      browser.expect("55 new, 1 saved");
      browser.expect("Older messages");
      browser.picture(pictures.resolve("many.png"));
      browser.pressText("Delete");
      browser.expect("The message is deleted");
      browser.expect("54 new, 1 saved");
      browser.picture(pictures.resolve("deleted.png"));
      browser.pressText("Undo");
      browser.expect("55 new, 1 saved");
      browser.size(Browser.NARROW);
      browser.open("/me/voicemail");
      browser.expect("55 new, 1 saved");
      assertThat(browser.isTooWide()).isFalse();
      browser.picture(pictures.resolve("narrow.png"));
      browser.dark(true);
      browser.picture(pictures.resolve("dark.png"));
      assertThat(browser.obstacles()).isEmpty();
      assertThat(browser.complaints()).isEmpty();
    }
    server
        .rest()
        .as(ADMINISTRATOR)
        .send("DELETE", "/mailboxes/" + ERIN.id() + "/messages", "", Map.of());
  }
}
