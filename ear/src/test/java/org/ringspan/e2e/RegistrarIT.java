package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.BOB;
import static org.ringspan.e2e.server.Company.GRACE;
import static org.ringspan.e2e.server.Company.HEIDI;
import static org.ringspan.e2e.server.Company.PHONE_A;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.e2e.peer.KamailioEdge;
import org.ringspan.e2e.peer.Peer;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Eventually;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.Digest;
import org.ringspan.e2e.ua.Phone;
import org.ringspan.e2e.ua.SipMessage;

/** What phones with newer habits may use: flows, their own address, proxies on the way. */
@RingspanTest
class RegistrarIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MOMENT = Duration.ofMillis(300);
  private static final String PHONE = "urn:uuid:00000000-0000-1000-8000-000A95A0E128";
  private static final Pattern GRUU = Pattern.compile(";pub-gruu=\"([^\"]+)\"");

  private static SipMessage register(Phone phone, String contact, Duration expires) {
    var first =
        phone.registerRequest(List.of(contact), expires).with("Supported", "path, outbound, gruu");
    var challenge = phone.agent().exchange(first).expectFinal().message();
    assertThat(challenge.status()).isEqualTo(401);
    return phone.authenticate(first, challenge, 1);
  }

  private static SipMessage registerFlow(Phone phone, String urn, int number) {
    var answer =
        register(
            phone,
            "%s;+sip.instance=\"<%s>\";reg-id=%d".formatted(phone.contact(), urn, number),
            HOUR);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer;
  }

  private static void awaitContacts(Phone asking, int count) {
    Eventually.until(
        count + " contacts",
        Duration.ofSeconds(60),
        () -> Phone.contactsIn(asking.registered(List.of(), HOUR)),
        contacts -> contacts.size() == count);
  }

  private static void forgetAll(Phone phone) {
    phone.registered(List.of("*"), Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.Transport.class,
      names = {"TCP", "TLS", "WSS"})
  @DisplayName(
      "a phone with two connections rings once, over the newest; over the other when that is gone")
  void twoConnections(Stage.Transport transport, Stage stage) {
    var one = stage.phone(GRACE.desk(), transport, "SHA-256");
    var two = stage.phone(GRACE.desk(), transport, "SHA-256");
    registerFlow(one, PHONE, 1);
    var answer = registerFlow(two, PHONE, 2);
    assertThat(answer.required("Require")).isEqualTo("outbound");
    assertThat(answer.required("Flow-Timer")).isEqualTo("120");
    assertThat(Phone.contactsIn(answer)).hasSize(2).allMatch(contact -> contact.contains("reg-id"));

    var first = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atTwo = two.expectInvite().ring();
    first.expectRinging();
    one.expectNoInvite(MOMENT);
    atTwo.answer();
    first.expectAnswer();
    first.hangUp();
    atTwo.expectBye();

    two.agent().wire().close();
    awaitContacts(one, 1);
    var second = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    var atOne = one.expectInvite().ring().answer();
    second.expectAnswer();
    second.hangUp();
    atOne.expectBye();

    one.agent().wire().close();
    var asking = stage.phone(GRACE.desk());
    awaitContacts(asking, 0);
    stage.gateway().dial(GRACE.did(), PHONE_A).start().expect(480);
  }

  @Test
  @DisplayName("a flow that turns out to be broken (430) is followed by the next one")
  void flowFailed(Stage stage) {
    var one = stage.phone(GRACE.desk());
    var two = stage.phone(GRACE.desk());
    registerFlow(one, PHONE, 1);
    registerFlow(two, PHONE, 2);
    var call = stage.gateway().dial(GRACE.did(), PHONE_A).start();
    two.expectInvite().decline(430, "Flow Failed");
    var atOne = one.expectInvite().ring().answer();
    call.expectAnswer();
    call.hangUp();
    atOne.expectBye();
    forgetAll(one);
  }

  @Test
  @DisplayName("a phone is called by its own address, and only that phone rings")
  void gruu(Stage stage) {
    var one = stage.phone(GRACE.desk());
    var two = stage.phone(GRACE.desk());
    registerFlow(one, PHONE, 1);
    var answer = registerFlow(two, "urn:uuid:other", 1);
    var matcher =
        GRUU.matcher(
            Phone.contactsIn(answer).stream()
                .filter(contact -> contact.contains(PHONE))
                .findFirst()
                .orElseThrow());
    assertThat(matcher.find()).isTrue();
    assertThat(matcher.group(1))
        .isEqualTo("sip:" + GRACE.desk() + "@" + Company.DOMAIN + ";gr=" + PHONE);

    var caller = stage.registered(BOB.desk());
    var call = caller.dialUri(matcher.group(1)).start();
    var atOne = one.expectInvite().ring();
    call.expectRinging();
    two.expectNoInvite(MOMENT);
    atOne.answer();
    call.expectAnswer();
    call.hangUp();
    atOne.expectBye();

    forgetAll(one);
    caller.dialUri(matcher.group(1)).start().expect(480);
  }

  @Test
  @DisplayName("behind a proxy that doesn't keep flows a numbered flow gets 439")
  void firstHopLacksOutbound(Stage stage) {
    var phone = stage.phone(GRACE.desk());
    var first =
        phone
            .registerRequest(
                List.of(phone.contact() + ";+sip.instance=\"<" + PHONE + ">\";reg-id=1"), HOUR)
            .with("Supported", "path, outbound")
            .with("Path", "<sip:" + Network.EDGE + ":5060;lr>");
    var challenge = phone.agent().exchange(first).expectFinal().message();
    var viaProxy =
        phone
            .authenticated(first, challenge, 1)
            .with("Via", "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKphone");
    var refusal = phone.agent().exchange(viaProxy).expectFinal().message();
    assertThat(refusal.startLine()).isEqualTo("SIP/2.0 439 First Hop Lacks Outbound Support");
  }

  @Test
  @DisplayName(
      "behind a real edge proxy a phone registers, is called through it, talks and hangs up")
  void edgeProxy(@TempDir Path directory, Stage stage) {
    var at = Network.at(Network.EDGE, 5060);
    try (var edge = new KamailioEdge(directory, at, stage.server().sip())) {
      assertThat(edge.isAlive()).isTrue();
      var phone =
          stage.phoneBehind(
              at, HEIDI.desk(), new Digest(HEIDI.desk(), Company.password(HEIDI.desk()), "MD5"));
      var answer = register(phone, phone.contact(), HOUR);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
      assertThat(answer.required("Path")).contains(Network.EDGE).contains("lr");

      var call = stage.gateway().dial(HEIDI.did(), PHONE_A).start();
      var atPhone = phone.expectInvite();
      assertThat(atPhone.invited().from()).isEqualTo(at);
      atPhone.ring();
      call.expectRinging();
      atPhone.answer();
      call.expectAnswer();
      atPhone.expectAck();
      atPhone.hangUp();
      call.expectBye();

      var outgoing = phone.dial(PHONE_A).start();
      var outside = stage.gateway().expectInvite(PHONE_A).ring();
      outgoing.expectRinging();
      outside.answer();
      outgoing.expectAnswer();
      outside.hangUp();
      outgoing.expectBye();
      forgetAll(phone);
    }
  }

  @Test
  @DisplayName("who guesses passwords is refused, right or wrong; the phone's owner goes on")
  void guessing(Stage stage) {
    var owner = stage.register(phoneAt(Network.GUESSER, Company.password(HEIDI.desk()), stage));
    for (int i = 0; i < 10; i++) {
      var guesser = phoneAt(Network.GUESSER, "guess" + i, stage);
      var refused = guesser.tryRegister(List.of(guesser.contact()), HOUR);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("Retry-After")).isEmpty();
    }
    var lucky = phoneAt(Network.GUESSER, Company.password(HEIDI.desk()), stage);
    var refused = lucky.tryRegister(List.of(lucky.contact()), HOUR);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(Integer.parseInt(refused.required("Retry-After"))).isBetween(1, 60);

    assertThat(owner.tryRegister(List.of(owner.contact()), HOUR).status()).isEqualTo(200);
    var moved = phoneAt(Network.STRANGER, Company.password(HEIDI.desk()), stage);
    assertThat(moved.tryRegister(List.of(), HOUR).status()).isEqualTo(200);
  }

  private static Phone phoneAt(String address, String password, Stage stage) {
    return new Phone(
        stage.agent(HEIDI.desk(), Network.at(address, 0)),
        Company.DOMAIN,
        HEIDI.desk(),
        new Digest(HEIDI.desk(), password, "SHA-256"));
  }

  @Test
  @DisplayName("a replaced certificate is used for new connections; those that are open live on")
  void newCertificate(Stage stage) throws Exception {
    Peer.OPENSSL.require();
    var before = stage.register(stage.phone(BOB.desk(), Stage.Transport.TLS, "SHA-256"));
    Path file = stage.server().data().resolve("sip-development.p12");
    Path next = stage.server().data().resolve("next.p12");
    Files.deleteIfExists(next);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "sip",
                "-keyalg",
                "EC",
                "-dname",
                "CN=replaced",
                "-ext",
                "SAN=dns:%s,ip:%s".formatted(Company.DOMAIN, Network.SERVER),
                "-storetype",
                "PKCS12",
                "-keystore",
                next.toString(),
                "-storepass:file",
                file + ".password")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    assertThat(subjectAt(5061)).doesNotContain("replaced");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    for (int port : new int[] {5061, 5067}) {
      Eventually.until(
          "the new certificate",
          Duration.ofSeconds(60),
          () -> subjectAt(port),
          subject -> subject.contains("CN = replaced") || subject.contains("CN=replaced"));
    }
    before.register();
    stage.register(stage.phone(BOB.desk(), Stage.Transport.WSS, "SHA-256"));
  }

  /** What openssl says of the certificate that a new connection gets. */
  private static String subjectAt(int port) {
    try {
      Process client =
          new ProcessBuilder("openssl", "s_client", "-connect", Network.SERVER + ":" + port)
              .redirectErrorStream(true)
              .start();
      client.getOutputStream().close();
      String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return said.lines().filter(line -> line.startsWith("subject=")).findFirst().orElse(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("a phone behind a NAT learns its address by STUN on the SIP port")
  void stun(Stage stage) throws Exception {
    byte[] request = HexFormat.of().parseHex("000100002112a442" + "0102030405060708090a0b0c");
    try (var socket = new DatagramSocket(Network.at(Network.PHONES, 0))) {
      socket.setSoTimeout(30_000);
      socket.send(new DatagramPacket(request, request.length, stage.server().sip()));
      var packet = new DatagramPacket(new byte[200], 200);
      socket.receive(packet);
      assertThat(packet.getLength()).isEqualTo(32);
      byte[] answer = packet.getData();
      assertThat(HexFormat.of().formatHex(answer, 0, 8)).isEqualTo("0101000c2112a442");
      int port = ((answer[26] ^ 0x21) & 0xFF) << 8 | (answer[27] ^ 0x12) & 0xFF;
      assertThat(port).isEqualTo(socket.getLocalPort());
    }
  }
}
