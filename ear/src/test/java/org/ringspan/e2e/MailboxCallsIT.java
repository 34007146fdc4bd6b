package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.ADMINISTRATOR;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.KEN;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ringspan.e2e.peer.BaresipPhone;
import org.ringspan.e2e.peer.Tone;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.Rest;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.server.TestServer;
import org.ringspan.e2e.ua.Inbox;
import org.ringspan.e2e.ua.Phone;

/** Mailboxes of ours by telephone: callers leave messages, told by the tones they speak. */
@RingspanTest
class MailboxCallsIT {
  private static final Tone CALLER = new Tone(1600);
  private static final Tone GREETING = new Tone(700);

  /** The one after which is spoken. */
  private static final Tone BEEP = new Tone(1000);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private static Reconfiguration own(TestServer server) {
    return new Reconfiguration(server).replace("/voicemail", "{\"pilot\": \"59999\"}");
  }

  private static Rest ken(TestServer server) {
    return server.rest().as(KEN.id());
  }

  private static JsonArray messages(TestServer server) {
    return ken(server).get("/me/voicemail/messages").items();
  }

  @AfterEach
  void empty(TestServer server) {
    ken(server).send("DELETE", "/me/voicemail/greeting", "", Map.of());
    server
        .rest()
        .as(ADMINISTRATOR)
        .send("DELETE", "/mailboxes/" + KEN.id() + "/messages", "", Map.of());
    Eventually.until(
        "calls without media",
        PATIENCE,
        () -> server.figures().calls("MediaCalls"),
        left -> left == 0);
  }

  private void greets(TestServer server) throws IOException {
    Path file = folder.resolve("greeting.wav");
    GREETING.write(file, 3);
    assertThat(
            ken(server)
                .putOctets("/me/voicemail/greeting", "audio/wav", Files.readAllBytes(file))
                .statusCode())
        .isEqualTo(204);
  }

  private BaresipPhone grace(TestServer server) {
    String account =
        "<sip:%s@%s;transport=udp>;auth_pass=%s;regint=600;answermode=manual"
            .formatted(GRACE.desk(), server.sip().getHostString(), Company.password(GRACE.desk()));
    var phone =
        new BaresipPhone(
            folder.resolve("caller"), Network.at(Network.BARESIP_DESK, 5100), account, CALLER);
    phone.expectRegistered();
    return phone;
  }

  private static String uri(TestServer server, String number) {
    return "sip:" + number + "@" + server.sip().getHostString();
  }

  /** How much of the caller's tone the only message has. */
  private int spokenMillis(TestServer server) throws IOException {
    String id = messages(server).getJsonObject(0).getString("id");
    Path heard =
        Files.write(
            folder.resolve(UUID.randomUUID() + ".wav"),
            ken(server).octets("/me/voicemail/messages/" + id + "/audio", Map.of()).body());
    return CALLER.heardMillis(heard);
  }

  /** One key after the other: the telephone would send them at once. */
  private static void press(TestServer server, BaresipPhone phone, String keys) {
    Rest administrator = server.rest().as(ADMINISTRATOR);
    String call =
        administrator.get("/calls").items().getValuesAs(JsonObject.class).stream()
            .filter(
                it -> it.getJsonObject("caller").getString("number", "").equals(GRACE.extension()))
            .findFirst()
            .orElseThrow()
            .getString("call");
    for (char key : keys.toCharArray()) {
      long before = keysOf(administrator, call);
      phone.press(key);
      Eventually.until(
          "a key more", PATIENCE, () -> keysOf(administrator, call), now -> now > before);
    }
  }

  private static long keysOf(Rest administrator, String call) {
    return administrator
        .get("/call-records/" + call + "/explanation")
        .json()
        .getJsonArray("ladder")
        .stream()
        .filter(line -> line.toString().contains("a key was pressed"))
        .count();
  }

  private static void expectMessages(TestServer server, int number) {
    Eventually.until(
        number + " messages", PATIENCE, () -> messages(server), found -> found.size() == number);
  }

  @Test
  @DisplayName(
      "CC5: nobody answers, the greeting and a tone are heard; what was said when the caller hangs up is a message, and the lamp is lit")
  void leavesMessage(Stage stage) throws IOException {
    TestServer server = stage.server();
    greets(server);
    Phone lamp = stage.phone(KEN.desk());
    Runnable unwatch = VoicemailIT.watch(lamp, KEN.desk());
    try (var own = own(server);
        var caller = grace(server)) {
      caller.dial(uri(server, KEN.extension()));
      stage.gateway().expectInvite(KEN.mobile()).ring().expectCancel();
      caller.expectEstablished();
      caller.expectHears(GREETING, 2000);
      caller.expectHears(BEEP, 100);
      caller.expectSays(2500);
      caller.hangUp();
      expectMessages(server, 1);
      var message = messages(server).getJsonObject(0);
      assertThat(message.getString("caller")).isEqualTo(GRACE.extension());
      assertThat(message.getString("state")).isEqualTo("new");
      assertThat(spokenMillis(server)).isGreaterThan(1500);
      VoicemailIT.notified(lamp, "Messages-Waiting: yes");
      unwatch.run();
      var call = server.records().expectEnded(GRACE.extension(), KEN.extension());
      assertThat(call.outcome()).isEqualTo("FORWARDED");
      assertThat(call.answeredBy()).contains(KEN.id());
    }
  }

  @Test
  @DisplayName("CC5: by # the message is ended; 1 plays it back, 2 records it again, # leaves it")
  void reviews(Stage stage) throws IOException {
    TestServer server = stage.server();
    greets(server);
    try (var own = own(server);
        var caller = grace(server)) {
      caller.dial(uri(server, KEN.extension()));
      stage.gateway().expectInvite(KEN.mobile()).ring().expectCancel();
      caller.expectEstablished();
      caller.expectHears(BEEP, 100);
      caller.expectSays(2500);
      assertThat(caller.heardMillis(CALLER)).isZero();
      press(server, caller, "#1");
      caller.expectHears(CALLER, 1000);
      press(server, caller, "2");
      caller.expectHears(BEEP, 300);
      caller.expectSays(2500);
      press(server, caller, "#");
      caller.press('#');
      caller.expectClosed();
      expectMessages(server, 1);
      assertThat(spokenMillis(server)).isGreaterThan(1000);
      assertThat(server.records().expectEnded(GRACE.extension(), KEN.extension()).outcome())
          .isEqualTo("FORWARDED");
    }
  }

  @Test
  @DisplayName("CC5: a full mailbox says so after its greeting, and takes nothing")
  void full(Stage stage) throws IOException {
    TestServer server = stage.server();
    greets(server);
    Path long180 = folder.resolve("long.wav");
    GREETING.write(long180, 180);
    for (int i = 0; i < 20; i++) {
      server.figures().leaveMessage(KEN.id(), "", "", long180);
    }
    try (var own = own(server);
        var caller = grace(server)) {
      caller.dial(uri(server, KEN.extension()));
      stage.gateway().expectInvite(KEN.mobile()).ring().expectCancel();
      caller.expectEstablished();
      caller.expectHears(GREETING, 2000);
      caller.expectClosed();
      assertThat(caller.heardMillis(BEEP)).isZero();
      assertThat(messages(server)).hasSize(20);
    }
  }

  @Test
  @DisplayName("CC5: who has heard a mobile's early media is moved to the mailbox by re-INVITE")
  void earlyMedia(Stage stage) {
    String number = Stage.newCaller();
    try (var own = own(stage.server())) {
      var phoneA = stage.gateway().dial(KEN.did(), number).start();
      var atMobile = stage.gateway().expectInvite(KEN.mobile()).playEarlyMedia();
      assertThat(atMobile.sdp().describedBy(phoneA.expect(183).message().body())).isTrue();
      atMobile.expectCancel();
      assertThat(atMobile.sdp().describedBy(phoneA.expectAnswer().message().body())).isTrue();
      var offer = phoneA.expectReinvite();
      assertThat(offer.message().body()).contains("m=audio");
      assertThat(atMobile.sdp().describedBy(offer.message().body())).isFalse();
      phoneA.accept(offer, "sendrecv");
      Eventually.until(
          "the caller hears the server",
          PATIENCE,
          () -> stage.server().figures().calls("MediaCalls"),
          calls -> calls == 1);
      phoneA.hangUp();
      var call = stage.server().records().expectEnded(number, KEN.did());
      assertThat(call.outcome()).isEqualTo("FORWARDED");
      // Nothing was said.
      assertThat(messages(stage.server())).isEmpty();
    }
  }

  private static Rest grace(Stage stage) {
    return stage.server().rest().as(GRACE.id());
  }

  private static void expectStates(Stage stage, String... states) {
    Eventually.until(
        "messages that are " + List.of(states),
        PATIENCE,
        () ->
            grace(stage)
                .get("/me/voicemail/messages")
                .items()
                .getValuesAs(JsonObject.class)
                .stream()
                .map(message -> message.getString("state"))
                .toList(),
        found -> found.equals(List.of(states)));
  }

  @Test
  @DisplayName(
      "CC5: the owner dials the number, keys in the PIN and hears the message, deletes it, takes it back and saves it; records a greeting")
  void owner(Stage stage) {
    TestServer server = stage.server();
    Rest administrator = server.rest().as(ADMINISTRATOR);
    assertThat(
            administrator
                .send("PUT", "/users/" + GRACE.id() + "/pin", "{\"pin\": \"24680\"}", Map.of())
                .status())
        .isEqualTo(204);
    Path spoken = folder.resolve("spoken.wav");
    GREETING.write(spoken, 4);
    server.figures().leaveMessage(GRACE.id(), "+12125550100", "Mother", spoken);
    try (var own = own(server);
        var owner = grace(server)) {
      owner.dial(uri(server, "59999"));
      owner.expectEstablished();
      press(server, owner, "1357#");
      assertThat(owner.heardMillis(GREETING)).isZero();
      press(server, owner, "24680#");
      owner.expectHears(GREETING, 2000);
      press(server, owner, "7");
      expectStates(stage);
      press(server, owner, "7");
      expectStates(stage, "new");
      owner.expectHears(GREETING, 5000);
      press(server, owner, "9");
      expectStates(stage, "saved");
      press(server, owner, "3");
      owner.expectHears(BEEP, 100);
      owner.expectSays(2500);
      press(server, owner, "#");
      Eventually.until(
          "a greeting",
          PATIENCE,
          () -> grace(stage).get("/me/voicemail").json().getBoolean("ownGreeting"),
          there -> there);
      owner.press('#');
      owner.expectClosed();
      Path greeting = folder.resolve("greeting-heard.wav");
      Files.write(greeting, grace(stage).octets("/me/voicemail/greeting", Map.of()).body());
      assertThat(CALLER.heardMillis(greeting)).isGreaterThan(1500);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      grace(stage).send("DELETE", "/me/voicemail/greeting", "", Map.of());
      administrator.send("DELETE", "/mailboxes/" + GRACE.id() + "/messages", "", Map.of());
    }
  }

  @Test
  @DisplayName("CC5: the number of the mailboxes can't be called from outside")
  void access(Stage stage) {
    try (var own = own(stage.server())) {
      stage.gateway().dial("59999", Stage.newCaller()).start().expect(404, Inbox.PATIENCE);
    }
  }
}
