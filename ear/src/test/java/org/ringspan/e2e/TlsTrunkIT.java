package org.ringspan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.e2e.server.Company.BOB;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ringspan.e2e.peer.KamailioTlsTrunk;
import org.ringspan.e2e.server.Authority;
import org.ringspan.e2e.server.Authority.Certified;
import org.ringspan.e2e.server.Company;
import org.ringspan.e2e.server.Network;
import org.ringspan.e2e.server.Reconfiguration;
import org.ringspan.e2e.server.RingspanTest;
import org.ringspan.e2e.server.Stage;
import org.ringspan.e2e.ua.Gateway;
import org.ringspan.e2e.ua.UserAgent;
import org.wildfly.security.x500.GeneralName;

/** A trunk over TLS is told by the name in its certificate, and by nothing less. */
@RingspanTest
class TlsTrunkIT {
  private static final String CALLER = "+14085550100";
  private static final String OUTSIDE = "+14087770030";
  private static final Duration QUIET = Duration.ofMillis(500);
  private static final InetSocketAddress BORDER = Network.at(Network.SBC, 5070);
  private static final Authority STRANGE = new Authority("Strange");

  private static GeneralName dns(String name) {
    return new GeneralName.DNSName(name);
  }

  private static GeneralName uri(String uri) {
    return new GeneralName.URIName(uri);
  }

  /** Certificates that prove the name of the trunk. */
  enum Proof {
    SIP_URI(Authority.TRUSTED.certify("CN=sbc1", uri("sip:" + Company.CARRIER), dns("sbc1.test"))),
    DNS_NAME(Authority.TRUSTED.certify("CN=sbc1", dns("sbc1.test"), dns("Carrier.Test"))),
    COMMON_NAME(Authority.TRUSTED.certify("CN=" + Company.CARRIER + ",O=Carrier"));

    private final Certified shown;

    Proof(Certified shown) {
      this.shown = shown;
    }
  }

  /** What doesn't prove it. */
  enum NoProof {
    NO_CERTIFICATE(null),
    UNKNOWN_AUTHORITY(STRANGE.certify("CN=x", uri("sip:" + Company.CARRIER))),
    EXPIRED(
        Authority.TRUSTED.certify(
            "CN=x", ZonedDateTime.now().minusDays(60), uri("sip:" + Company.CARRIER))),
    NOT_YET_VALID(
        Authority.TRUSTED.certify(
            "CN=x", ZonedDateTime.now().plusDays(1), uri("sip:" + Company.CARRIER))),
    ANOTHER_NAME(Authority.TRUSTED.certify("CN=x", dns("other.test"))),
    NAME_BELOW(Authority.TRUSTED.certify("CN=x", dns("sbc." + Company.CARRIER))),
    WILDCARD(Authority.TRUSTED.certify("CN=x", dns("*.test"))),
    ANOTHER_URI(Authority.TRUSTED.certify("CN=x", uri("sip:other.test"), dns(Company.CARRIER))),
    USER_URI(Authority.TRUSTED.certify("CN=x", uri("sip:noc@" + Company.CARRIER))),
    COMMON_NAME_BESIDE_OTHERS(
        Authority.TRUSTED.certify("CN=" + Company.CARRIER, dns("other.test")));

    private final @Nullable Certified shown;

    NoProof(@Nullable Certified shown) {
      this.shown = shown;
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CC2: a trunk whose certificate bears its name is let in, from anywhere")
  void letIn(Proof proof, Stage stage) {
    var desk = stage.registered(BOB.desk());
    var trunk = new Gateway(stage.overTls("carrier", Optional.of(proof.shown)));

    var call = trunk.dial(BOB.did(), CALLER).start();

    var atDesk = desk.expectInvite().ring().answer();
    assertThat(atDesk.invite().userIn("From")).isEqualTo(CALLER);
    call.expectAnswer();
    atDesk.hangUp();
    call.expectBye();

    // It is a trunk and no phone of ours: what is inside stays inside.
    assertThat(statusOfCall(trunk.agent(), BOB.extension())).isEqualTo(404);
  }

  private static int statusOfCall(UserAgent agent, String called) {
    return new Gateway(agent).dial(called, CALLER).start().expectFinal().message().status();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CC2: whoever doesn't prove the name is challenged as a stranger is")
  void refused(NoProof proof, Stage stage) {
    var desk = stage.registered(BOB.desk());
    var stranger = stage.overTls("stranger", Optional.ofNullable(proof.shown));

    assertThat(statusOfCall(stranger, BOB.did())).isEqualTo(401);
    assertThat(statusOfCall(stranger, BOB.extension())).isEqualTo(401);
    desk.expectNoInvite(QUIET);
  }

  @Test
  @DisplayName(
      "CC2: the name is the connection's: another way from the same address proves nothing")
  void anotherConnection(Stage stage) {
    var trunk = stage.overTls("carrier", Optional.of(Proof.SIP_URI.shown));
    assertThat(statusOfCall(trunk, BOB.extension())).isEqualTo(404);

    var other = stage.agent("same address", Network.at(Network.PHONES, 0));
    assertThat(statusOfCall(other, BOB.did())).isEqualTo(401);
  }

  @Test
  @DisplayName("CC1: a telephone that shows its maker's certificate registers with its password")
  void makersCertificate(Stage stage) {
    var phone =
        stage.register(
            stage.phoneOverTls(
                BOB.laptop(), STRANGE.certify("CN=0004F2ABCDEF", dns("0004f2abcdef.maker.test"))));

    var call = stage.gateway().dial(BOB.did(), Stage.newCaller()).start();
    var atPhone = phone.expectInvite().ring().answer();
    call.expectAnswer();
    call.hangUp();
    atPhone.expectBye();
  }

  @Test
  @DisplayName("CC2: Kamailio's calls are let in when its certificate bears the trunk's name")
  void kamailio(Stage stage, @TempDir Path folder) {
    var desk = stage.registered(BOB.desk());
    var certified = Authority.TRUSTED.certify("CN=sbc", uri("sip:" + Company.CARRIER));
    var telephone = telephone(stage);
    try (var border = border(stage, folder, certified, telephone)) {
      var call = telephone.dial(BOB.did(), CALLER).start();
      var atDesk = desk.expectInvite().ring().answer();
      call.expectAnswer();
      atDesk.hangUp();
      call.expectBye();
    }
  }

  @Test
  @DisplayName("CC2: Kamailio is challenged when nobody we trust has signed its certificate")
  void kamailioUnbelieved(Stage stage, @TempDir Path folder) {
    var certified = STRANGE.certify("CN=sbc", uri("sip:" + Company.CARRIER));
    var telephone = telephone(stage);
    try (var border = border(stage, folder, certified, telephone)) {
      var refused = telephone.dial(BOB.did(), CALLER).start().expectFinal().message();
      assertThat(refused.status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("CC2: a call to the trunk goes out over TLS when its certificate is to be believed")
  void outwards(Stage stage, @TempDir Path folder) {
    var certified = Authority.TRUSTED.certify("CN=sbc", uri("sip:" + Company.CARRIER));
    var telephone = telephone(stage);
    try (var border = border(stage, folder, certified, telephone);
        var byBorder = byBorder(stage)) {
      var call = stage.registered(BOB.desk()).dial(OUTSIDE).start();
      var outside = telephone.expectInvite(OUTSIDE).ring();
      assertThat(outside.invite().userIn("From")).isEqualTo(BOB.did());
      call.expectRinging();
      outside.answer();
      call.expectAnswer();
      outside.expectAck();
      call.hangUp();
      outside.expectBye();
    }
  }

  /** Certificates that don't prove the trunk's name when it is called. */
  static List<Certified> unbelievable() {
    return List.of(
        STRANGE.certify("CN=sbc", uri("sip:" + Company.CARRIER)),
        Authority.TRUSTED.certify("CN=sbc", uri("sip:other.test")));
  }

  @ParameterizedTest
  @MethodSource("unbelievable")
  @DisplayName("CC2: a call to the trunk fails at once when its certificate doesn't prove its name")
  void outwardsUnbelieved(Certified certified, Stage stage, @TempDir Path folder) {
    var telephone = telephone(stage);
    try (var border = border(stage, folder, certified, telephone);
        var byBorder = byBorder(stage)) {
      var call = stage.registered(BOB.desk()).dial(OUTSIDE).start();
      assertThat(call.expectFinal().message().status()).isGreaterThanOrEqualTo(500);
      assertThat(telephone.wasInvited(OUTSIDE)).isFalse();
    }
  }

  /** Has Bob's calls to the number outside leave by the trunk. */
  private static Reconfiguration byBorder(Stage stage) {
    return new Reconfiguration(stage.server())
        .add("/partitions", "{\"name\": \"border\"}")
        .add("/search-spaces", "{\"name\": \"border\", \"partitions\": [\"border\"]}")
        .add(
            "/route-patterns",
            """
            {"pattern": "\\\\+1408777XXXX", "partition": "border", "trunk": "border"}""")
        .change("/devices/" + BOB.desk(), "searchSpace", "\"border\"");
  }

  private static KamailioTlsTrunk border(
      Stage stage, Path folder, Certified certified, Gateway telephone) {
    return new KamailioTlsTrunk(
        folder, BORDER, stage.server().sipOverTls(), telephone.agent().wire().local(), certified);
  }

  /** A telephone of the carrier, which reaches us through its border. */
  private static Gateway telephone(Stage stage) {
    return new Gateway(
        stage.agentBehind(BORDER, "telephone outside", Network.at(Network.STRANGER, 0)));
  }
}
