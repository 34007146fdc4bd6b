package org.ringspan.e2e;

import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.CAROL;
import static org.ringspan.e2e.server.Company.PHONE_A;

import jakarta.json.JsonObject;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.ringspan.e2e.peer.BaresipPhone;
import org.ringspan.e2e.peer.KamailioGateway;
import org.ringspan.e2e.peer.Tone;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.TestServer;

/**
 * The telephones of figure 21-18: baresip at the desk, as phone A and as the mobile, the latter two
 * behind Kamailio. Each says a tone of its own.
 */
final class RealTelephones {
  static final Tone FROM_PHONE_A = new Tone(400);
  static final Tone FROM_DESK = new Tone(1000);
  static final Tone FROM_MOBILE = new Tone(1600);
  static final Tone FROM_COLLEAGUE = new Tone(2800);

  /** A telephone somewhere that is called, as figures 21-23 to 21-25 have it. */
  static final String FAR = "+19725553456";

  static final Tone FROM_FAR = new Tone(3100);
  private static final InetSocketAddress GATEWAY =
      Network.at(Network.GATEWAY, Network.GATEWAY_PORT);
  private static final InetSocketAddress PHONE_A_ADDRESS =
      Network.at(Network.BARESIP_OUTSIDE, 5090);
  private static final InetSocketAddress MOBILE_ADDRESS = Network.at(Network.BARESIP_OUTSIDE, 5094);
  private static final Path DIRECTORY =
      Path.of(System.getProperty("ringspan.test.directory", "target/servers"), "peers")
          .toAbsolutePath()
          .normalize();

  private RealTelephones() {}

  /** Where the call comes from. */
  static BaresipPhone phoneA() {
    return outside("phone-a", PHONE_A_ADDRESS, PHONE_A, FROM_PHONE_A);
  }

  /** Where calls go to that the mobile makes. */
  static BaresipPhone far() {
    return outside("far", PHONE_A_ADDRESS, FAR, FROM_FAR);
  }

  /** The remote destination. */
  static BaresipPhone mobile() {
    return outside("mobile", MOBILE_ADDRESS, CAROL.mobile(), FROM_MOBILE);
  }

  static String callFrom(TestServer server, String caller) {
    return server
        .rest()
        .as(Company.ADMINISTRATOR)
        .get("/calls")
        .items()
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(call -> call.getJsonObject("caller").getString("number", "").equals(caller))
        .findFirst()
        .orElseThrow()
        .getString("call");
  }

  /** Keys mean something in calls, and a code may be pressed as slowly as {@link #press} does. */
  static Reconfiguration keyed(TestServer server) {
    return new Reconfiguration(server)
        .change("/reach", "midCallFeatures", "true")
        .change("/reach", "betweenKeys", "10000");
  }

  /** One key after the other: the telephone would send them at once. */
  static void press(TestServer server, String call, BaresipPhone phone, String keys) {
    for (char key : keys.toCharArray()) {
      long before = keysOf(server, call);
      phone.press(key);
      Eventually.until(
          "a key more", Duration.ofSeconds(10), () -> keysOf(server, call), now -> now > before);
    }
  }

  private static long keysOf(TestServer server, String call) {
    return server
        .rest()
        .as(Company.ADMINISTRATOR)
        .get("/call-records/" + call + "/explanation")
        .json()
        .getJsonArray("ladder")
        .stream()
        .filter(line -> line.toString().contains("a key was pressed"))
        .count();
  }

  static KamailioGateway gateway(TestServer server) {
    return new KamailioGateway(DIRECTORY.resolve("gateway"), GATEWAY, server.sip(), MOBILE_ADDRESS);
  }

  /** A gateway by which the server reaches {@link #far}. */
  static KamailioGateway gatewayToFar(TestServer server) {
    return new KamailioGateway(
        DIRECTORY.resolve("gateway"), GATEWAY, server.sip(), PHONE_A_ADDRESS);
  }

  static String called(TestServer server) {
    return number(server, CAROL.did());
  }

  /** A number of the company as telephones outside dial it. */
  static String number(TestServer server, String number) {
    return "sip:" + number + "@" + server.sip().getHostString() + ":5060";
  }

  /** The desk telephone of somebody else. */
  static BaresipPhone colleague(TestServer server) {
    return desk(server, "colleague", BOB.desk(), 5100, FROM_COLLEAGUE);
  }

  static BaresipPhone desk(TestServer server) {
    return desk(server, "desk", CAROL.desk(), 5090, FROM_DESK);
  }

  private static BaresipPhone desk(
      TestServer server, String name, String device, int port, Tone tone) {
    String account =
        "<sip:%s@%s;transport=udp>;auth_pass=%s;regint=600;answermode=manual"
            .formatted(device, server.sip().getHostString(), Company.password(device));
    var at = Network.at(Network.BARESIP_DESK, port);
    var desk = new BaresipPhone(DIRECTORY.resolve(name), at, account, tone);
    desk.expectRegistered();
    return desk;
  }

  /** The desk phone, which has no call without SRTP. */
  static BaresipPhone encryptingDesk(TestServer server) {
    String account =
        "<sip:%s@%s;transport=udp>;auth_pass=%s;regint=600;answermode=manual;mediaenc=srtp-mand"
            .formatted(CAROL.desk(), server.sip().getHostString(), Company.password(CAROL.desk()));
    var at = Network.at(Network.BARESIP_DESK, 5090);
    var desk = BaresipPhone.encrypting(DIRECTORY.resolve("desk"), at, account, FROM_DESK);
    desk.expectRegistered();
    return desk;
  }

  private static BaresipPhone outside(String name, InetSocketAddress at, String number, Tone tone) {
    String account =
        "<sip:%s@%s:%d;transport=udp>;outbound=\"sip:%s:%d\";regint=0;answermode=manual"
            .formatted(
                number,
                GATEWAY.getHostString(),
                GATEWAY.getPort(),
                GATEWAY.getHostString(),
                GATEWAY.getPort());
    return new BaresipPhone(DIRECTORY.resolve(name), at, account, tone);
  }
}
