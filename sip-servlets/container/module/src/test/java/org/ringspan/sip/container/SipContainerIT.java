package org.ringspan.sip.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SipContainerIT {
  private static final String HOST = Server.ADDRESS;
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    server = new Server();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private final String callId = UUID.randomUUID().toString();

  private static String uri(String user) {
    return "sip:" + user + "@" + HOST;
  }

  private static String address(String user) {
    return "<" + uri(user) + ">";
  }

  private void invite(Phone caller, String user) throws Exception {
    caller.send(caller.request("INVITE", uri(user), address(user), callId, 1, caller.branch()));
  }

  private void acknowledge(Phone caller, SipText ok) throws Exception {
    caller.send(
        caller.request("ACK", ok.uri("Contact"), ok.header("To"), callId, 1, caller.branch()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp", "tls", "ws"})
  @DisplayName("servlets run in the enterprise context whatever the transport")
  void enterpriseContext(String transport) throws Exception {
    try (Phone phone = Phone.over(transport)) {
      phone.send(phone.request("OPTIONS", uri("x"), address("x"), callId, 1, phone.branch()));
      SipText answer = phone.receive("SIP/2.0 200");
      assertThat(answer.header("X-Greeting")).isEqualTo("hello");
      assertThat(answer.header("X-Comp")).isEqualTo("found");
      assertThat(answer.header("X-Module")).isEqualTo("found");
    }
  }

  @ParameterizedTest
  @CsvSource({"udp,tcp", "tcp,udp", "tls,ws", "ws,udp", "ws,tls"})
  @DisplayName("a registered phone is called over the flow of its registration, and hangs up")
  void callsGoOverTheFlow(String calledOver, String callerOver) throws Exception {
    try (Phone called = Phone.over(calledOver);
        Phone caller = Phone.over(callerOver)) {
      String user = "phone-" + calledOver + "-" + callerOver;
      called.send(
          called.request(
              "REGISTER", "sip:" + HOST, address(user), "r" + callId, 1, called.branch()));
      called.receive("SIP/2.0 200");

      invite(caller, user);
      SipText invite = called.receive("INVITE");
      assertThat(invite.headers("Route")).isEmpty();
      assertThat(invite.header("Via")).startsWithIgnoringCase("SIP/2.0/" + calledOver);
      called.send(called.response(invite, 200));
      acknowledge(caller, caller.receive("SIP/2.0 200"));
      SipText ack = called.receive("ACK");
      assertThat(ack.headers("Route")).isEmpty();

      called.send(
          called
              .request(
                  "BYE",
                  invite.uri("Contact"),
                  invite.header("From"),
                  invite.header("Call-ID"),
                  1,
                  called.branch())
              .replace(
                  "From: <sip:tester@ringspan.test>;tag=t1",
                  "From: " + invite.header("To") + ";tag=t2"));
      called.receive("SIP/2.0 200");
      caller.send(caller.response(caller.receive("BYE"), 200));
    }
  }

  @Test
  @DisplayName("RFC 3261 9.1: a CANCEL waits for the first provisional response")
  void cancelWaits() throws Exception {
    try (Phone called = Phone.called();
        Phone caller = Phone.over("udp")) {
      invite(caller, "early");
      SipText invite = called.receive("INVITE");
      assertThat(called.silent()).isTrue();
      called.send(called.response(invite, 180));
      called.send(called.response(called.receive("CANCEL"), 200));
      called.send(called.response(invite, 487));
      called.receive("ACK");
      caller.receive("SIP/2.0 487");
    }
  }

  @Test
  @DisplayName("the caller's CANCEL gets 487 and reaches the servlet, and so does a late answer")
  void answerAfterCancel() throws Exception {
    try (Phone called = Phone.called();
        Phone caller = Phone.over("udp")) {
      String branch = caller.branch();
      caller.send(caller.request("INVITE", uri("b2b"), address("b2b"), callId, 1, branch));
      SipText invite = called.receive("INVITE");
      called.send(called.response(invite, 180));
      caller.receive("SIP/2.0 180");
      String before = seen();
      caller.send(caller.request("CANCEL", uri("b2b"), address("b2b"), callId, 1, branch));
      caller.receive("SIP/2.0 487");
      called.send(called.response(called.receive("CANCEL"), 200));
      called.send(called.response(invite, 200));
      Server.await(
          "the late answer is seen",
          () -> count(seen(), "INVITE 200") == count(before, "INVITE 200") + 1);
      assertThat(count(seen(), "CANCEL")).isEqualTo(count(before, "CANCEL") + 1);
    }
  }

  @Test
  @DisplayName("an answer is repeated until its ACK, and an ACK is repeated for a repeated answer")
  void answersAreRepeated() throws Exception {
    try (Phone called = Phone.called();
        Phone caller = Phone.over("udp")) {
      invite(caller, "b2b");
      SipText invite = called.receive("INVITE");
      called.send(called.response(invite, 200));
      caller.receive("SIP/2.0 200");
      SipText again = caller.receive("SIP/2.0 200");
      acknowledge(caller, again);
      called.receive("ACK");
      called.send(called.response(invite, 200));
      called.receive("ACK");
      caller.send(
          caller.request(
              "BYE", again.uri("Contact"), again.header("To"), callId, 2, caller.branch()));
      caller.receive("SIP/2.0 200");
      called.send(called.response(called.receive("BYE"), 200));
    }
  }

  @Test
  @DisplayName("a timer fires in the enterprise context")
  void timers() throws Exception {
    try (Phone caller = Phone.over("tcp")) {
      invite(caller, "timer");
      caller.receive("SIP/2.0 486");
      assertThat(seen()).contains("TIMER found");
    }
  }

  @Test
  @DisplayName(
      "a session outlives the response that ended its transaction, and then ends by itself")
  void sessionsLinger() throws Exception {
    try (Phone phone = Phone.over("tcp")) {
      int before = count(seen(), "MESSAGE");
      int ended = count(seen(), "DESTROYED");
      for (int i = 1; i <= 50; i++) {
        phone.send(phone.request("MESSAGE", uri("x"), address("x"), callId + i, 1, phone.branch()));
        phone.receive("SIP/2.0 200");
      }
      Server.await("all are handled", () -> count(seen(), "MESSAGE") == before + 50);
      Server.await("their sessions end", () -> count(seen(), "DESTROYED") >= ended + 50);
    }
    assertThat(server.log()).doesNotContain("Unexpected exception");
  }

  @ParameterizedTest
  @CsvSource({"BYE,;tag=nobody", "BYE,;tag=1_2_3", "INFO,;tag=x", "CANCEL,''"})
  @DisplayName("what belongs to nothing is answered 481")
  void strayed(String method, String tag) throws Exception {
    try (Phone phone = Phone.over("udp")) {
      phone.send(phone.request(method, uri("x"), address("x") + tag, callId, 1, phone.branch()));
      phone.receive("SIP/2.0 481");
    }
  }

  @Test
  @DisplayName("503 while no application is deployed, and five redeployments leave nothing behind")
  void redeployment() throws Exception {
    for (int i = 0; i < 5; i++) {
      server.undeploy();
      try (Phone phone = Phone.over("tcp")) {
        phone.send(phone.request("OPTIONS", uri("x"), address("x"), callId + i, 1, phone.branch()));
        assertThat(phone.receive("SIP/2.0 503").header("Retry-After")).isEqualTo("10");
      }
      server.deploy();
      try (Phone phone = Phone.over("tcp")) {
        phone.send(
            phone.request("MESSAGE", uri("x"), address("x"), callId + "m" + i, 1, phone.branch()));
        phone.receive("SIP/2.0 200");
      }
    }
    Server.await(
        "the former applications are gone",
        () -> server.liveObjects("org.ringspan.sip.container.testapp.CallServlet") == 1);
    assertThat(server.liveObjects("org.ringspan.sip.container.SipApplication")).isEqualTo(1);
  }

  private static String seen() throws Exception {
    try (Phone phone = Phone.over("tcp")) {
      phone.send(
          phone.request(
              "OPTIONS", uri("x"), address("x"), UUID.randomUUID().toString(), 1, phone.branch()));
      return phone.receive("SIP/2.0 200").header("X-Seen");
    }
  }

  /** How often something has been seen, from a text like {@code {ACK=2, BYE 200=1}}. */
  private static int count(String seen, String what) {
    for (String entry : seen.substring(1, seen.length() - 1).split(", ")) {
      if (entry.startsWith(what + "=")) {
        return Integer.parseInt(entry.substring(what.length() + 1));
      }
    }
    return 0;
  }
}
