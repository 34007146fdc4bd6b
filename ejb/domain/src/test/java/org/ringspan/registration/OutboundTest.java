package org.ringspan.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DeviceName;
import org.ringspan.address.Transport;
import org.ringspan.registration.RegistrationRequest.Way;
import org.ringspan.registration.RegistrationResult.Refused;
import org.ringspan.registration.RegistrationResult.Registered;
import org.ringspan.registration.RegistrationResult.Why;
import org.ringspan.registration.RequestedContact.Place;

/** Proxies on the way to a phone (RFC 3327) and its flows (RFC 5626 section 6). */
class OutboundTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final DeviceName DESK = new DeviceName("alice-desk");
  private static final Flow FLOW = new Flow(Transport.TLS, "127.0.0.1", 40_000);
  private static final Flow OTHER_FLOW = new Flow(Transport.TLS, "127.0.0.1", 40_001);
  private static final String HOME = "sip:alice@127.0.0.1:5062;transport=tls";
  private static final String AWAY = "sip:alice@127.0.0.1:5064;transport=tls";
  private static final String EDGE = "sip:token@192.0.2.1:5060;lr";
  private static final Set<Extension> OUTBOUND = Set.of(Extension.OUTBOUND, Extension.PATH);

  private List<Binding> bindings = List.of();
  private RegistrationLimits limits = RegistrationLimits.DEFAULT;
  private int sequence;

  private RegistrationResult register(Way way, Set<Extension> supported, Place... contacts) {
    RegistrationRequest request =
        new RegistrationRequest(
            DESK, "call", ++sequence, List.of(contacts), Optional.empty(), way, supported);
    RegistrationResult result = RegistrationRules.on(request, bindings, NOW, limits);
    if (result instanceof Registered registered) {
      bindings = registered.bindings();
    }
    return result;
  }

  private static Place flow(String uri, int number) {
    return place(uri, "urn:uuid:1", number, 600);
  }

  private static Place place(String uri, String urn, int number, int seconds) {
    OptionalInt flow = number == 0 ? OptionalInt.empty() : OptionalInt.of(number);
    return new Place(
        uri, Optional.of(Duration.ofSeconds(seconds)), Optional.of(new PhoneInstance(urn, flow)));
  }

  private static Way behind(String... path) {
    return new Way(FLOW, List.of(path), false);
  }

  private static boolean outbound(RegistrationResult result) {
    return result instanceof Registered registered && registered.outbound();
  }

  private static void assertRefused(RegistrationResult result, Why why, int status) {
    assertThat(result).isEqualTo(new Refused(why));
    assertThat(why.status()).isEqualTo(status);
  }

  @Test
  @DisplayName("Two numbered flows of one phone are two bindings, even with the same URI")
  void twoFlows() {
    assertThat(outbound(register(Way.direct(FLOW), OUTBOUND, flow(HOME, 1)))).isTrue();
    assertThat(outbound(register(Way.direct(OTHER_FLOW), OUTBOUND, flow(HOME, 2)))).isTrue();

    assertThat(bindings).extracting(Binding::flow).containsExactly(OTHER_FLOW, FLOW);
  }

  @Test
  @DisplayName("A flow that is opened again replaces its binding, whatever its URI is now")
  void flowAgain() {
    register(Way.direct(FLOW), OUTBOUND, flow(HOME, 1));
    register(Way.direct(OTHER_FLOW), OUTBOUND, flow(AWAY, 1));

    assertThat(bindings).extracting(Binding::contact).containsExactly(AWAY);
  }

  @Test
  @DisplayName("A phone that begins to number its flows takes its earlier binding over")
  void upgraded() {
    register(Way.direct(FLOW), Set.of(), place(HOME, "urn:uuid:1", 0, 600));
    register(Way.direct(FLOW), OUTBOUND, flow(HOME, 1));

    assertThat(bindings).hasSize(1);
  }

  @Test
  @DisplayName("The time zero removes one flow and leaves the other")
  void flowRemoved() {
    register(Way.direct(FLOW), OUTBOUND, flow(HOME, 1));
    register(Way.direct(OTHER_FLOW), OUTBOUND, flow(HOME, 2));
    register(Way.direct(OTHER_FLOW), OUTBOUND, place(HOME, "urn:uuid:1", 1, 0));

    assertThat(bindings).extracting(Binding::flow).containsExactly(OTHER_FLOW);
  }

  @Test
  @DisplayName("Without Supported: outbound a number still counts, but Require doesn't say so")
  void notSaid() {
    assertThat(outbound(register(Way.direct(FLOW), Set.of(), flow(HOME, 1)))).isFalse();
    assertThat(bindings).allMatch(Binding::isFlow);
    assertThat(outbound(register(Way.direct(FLOW), OUTBOUND, new Place(AWAY)))).isFalse();
  }

  @Test
  @DisplayName("Behind a proxy that doesn't keep flows, 439; to a phone without outbound, no flow")
  void firstHopLacksOutbound() {
    assertRefused(
        register(behind(EDGE), OUTBOUND, flow(HOME, 1)), Why.FIRST_HOP_LACKS_OUTBOUND, 439);
    assertRefused(register(behind(), OUTBOUND, flow(HOME, 1)), Why.FIRST_HOP_LACKS_OUTBOUND, 439);
    assertThat(bindings).isEmpty();

    register(behind(EDGE), Set.of(Extension.PATH), flow(HOME, 1));
    assertThat(bindings).hasSize(1).noneMatch(Binding::isFlow);
  }

  @Test
  @DisplayName("It is the proxy next to the phone that has to keep the flow: the last in Path")
  void edgeKeepsFlow() {
    assertThat(
            outbound(
                register(
                    behind("sip:inner.example.com;lr", EDGE + ";ob"), OUTBOUND, flow(HOME, 1))))
        .isTrue();
    assertRefused(
        register(behind("sip:inner.example.com;lr;ob", EDGE), OUTBOUND, flow(HOME, 1)),
        Why.FIRST_HOP_LACKS_OUTBOUND,
        439);
  }

  @Test
  @DisplayName("A numbered flow stands alone in its request, but may remove others")
  void notAlone() {
    assertRefused(
        register(Way.direct(FLOW), OUTBOUND, flow(HOME, 1), new Place(AWAY)),
        Why.FLOW_NOT_ALONE,
        400);
    register(Way.direct(FLOW), OUTBOUND, flow(HOME, 1));
    register(Way.direct(FLOW), OUTBOUND, flow(HOME, 2), place(HOME, "urn:uuid:1", 1, 0));
    assertThat(bindings).hasSize(1);
  }

  @Test
  @DisplayName("The flows of a phone are one place; a fifth flow and a sixth phone are refused")
  void limits() {
    for (int number = 1; number <= 4; number++) {
      register(Way.direct(FLOW), OUTBOUND, flow(HOME, number));
    }
    assertRefused(register(Way.direct(FLOW), OUTBOUND, flow(HOME, 5)), Why.TOO_MANY_CONTACTS, 403);
    for (int phone = 2; phone <= 5; phone++) {
      register(Way.direct(FLOW), OUTBOUND, place(HOME, "urn:uuid:" + phone, 1, 600));
    }
    assertThat(bindings).hasSize(8);
    assertRefused(
        register(Way.direct(FLOW), OUTBOUND, place(HOME, "urn:uuid:6", 1, 600)),
        Why.TOO_MANY_CONTACTS,
        403);
    assertThat(register(Way.direct(FLOW), OUTBOUND, flow(HOME, 3))).isInstanceOf(Registered.class);
  }

  @Test
  @DisplayName("The path is kept with the binding, and a new path is a change to be written")
  void pathKept() {
    register(behind(EDGE), Set.of(Extension.PATH), new Place(HOME));
    assertThat(bindings).extracting(Binding::path).containsExactly(List.of(EDGE));

    assertThat(register(behind("sip:other.example.com;lr"), Set.of(), new Place(HOME)))
        .isInstanceOfSatisfying(
            Registered.class,
            result -> assertThat(result.change()).isEqualTo(RegistrationResult.Change.PLACES));
  }

  @Test
  @DisplayName("Where that is wanted, Path is taken for phones only that say they know it")
  void pathNotSupported() {
    RegistrationLimits usual = RegistrationLimits.DEFAULT;
    limits =
        new RegistrationLimits(
            usual.shortest(),
            usual.longest(),
            usual.normal(),
            usual.contacts(),
            usual.flows(),
            true);

    assertRefused(register(behind(EDGE), Set.of(), new Place(HOME)), Why.PATH_NOT_SUPPORTED, 421);
    assertThat(register(behind(EDGE), OUTBOUND, new Place(HOME))).isInstanceOf(Registered.class);
    assertThat(register(behind(), Set.of(), new Place(HOME))).isInstanceOf(Registered.class);
  }

  @Test
  @DisplayName("A path that can't be routed through is refused: strict, malformed, endless")
  void badPath() {
    assertRefused(register(behind("sip:192.0.2.1"), OUTBOUND, new Place(HOME)), Why.BAD_PATH, 400);
    assertRefused(register(behind("tel:+1408;lr"), OUTBOUND, new Place(HOME)), Why.BAD_PATH, 400);
    assertRefused(register(behind("sip:a>@h;lr"), OUTBOUND, new Place(HOME)), Why.BAD_PATH, 400);
    assertRefused(
        register(
            behind(java.util.Collections.nCopies(9, EDGE).toArray(String[]::new)),
            OUTBOUND,
            new Place(HOME)),
        Why.BAD_PATH,
        400);
    String big = "sip:" + "t".repeat(450) + "@192.0.2.1;lr";
    assertRefused(
        register(behind(big, big, big, big, big), OUTBOUND, new Place(HOME)), Why.BAD_PATH, 400);
  }

  @Test
  @DisplayName("A GRUU is made of the device and the phone alone; what a URI can't hold is escaped")
  void gruu() {
    assertThat(new Gruu(DESK, "urn:uuid:f81d4fae-7dec").in("ringspan.test"))
        .isEqualTo("sip:alice-desk@ringspan.test;gr=urn:uuid:f81d4fae-7dec");
    assertThat(new Gruu(DESK, "urn:x;y=\"z").in("ringspan.test"))
        .isEqualTo("sip:alice-desk@ringspan.test;gr=urn:x%3By%3D%22z");
    assertThat(Gruu.instanceIn("urn:x%3By%3D%22z")).contains("urn:x;y=\"z");
    assertThat(Gruu.instanceIn("")).isEmpty();
    assertThat(Gruu.instanceIn("%")).contains("%");
  }

  @Test
  @DisplayName("A connection ends the bindings that came over it; behind a proxy it doesn't matter")
  void endsWith() {
    register(Way.direct(FLOW), OUTBOUND, flow(HOME, 1));
    assertThat(bindings.getFirst().endsWith(FLOW)).isTrue();
    assertThat(bindings.getFirst().endsWith(OTHER_FLOW)).isFalse();
    Binding udp =
        new Binding(DESK, HOME, new Flow(Transport.UDP, "127.0.0.1", 5060), "call", 1, NOW);
    assertThat(udp.endsWith(udp.flow())).isFalse();
    register(behind(EDGE), Set.of(), new Place(AWAY));
    assertThat(bindings.getFirst().endsWith(FLOW)).isFalse();
  }
}
