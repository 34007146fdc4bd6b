package org.ringspan.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DeviceName;
import org.ringspan.address.Transport;
import org.ringspan.registration.RegistrationResult.Change;
import org.ringspan.registration.RegistrationResult.Queried;
import org.ringspan.registration.RegistrationResult.Refused;
import org.ringspan.registration.RegistrationResult.Registered;
import org.ringspan.registration.RegistrationResult.Why;
import org.ringspan.registration.RequestedContact.Every;
import org.ringspan.registration.RequestedContact.Place;

/** RFC 3261 section 10.3, step by step. */
class RegistrationRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final DeviceName DESK = new DeviceName("alice-desk");
  private static final Flow FLOW = new Flow(Transport.UDP, "127.0.0.1", 5062);
  private static final Flow OTHER_FLOW = new Flow(Transport.UDP, "127.0.0.1", 5064);
  private static final String HOME = "sip:alice@127.0.0.1:5062";
  private static final String AWAY = "sip:alice@127.0.0.1:5064";

  private List<Binding> bindings = List.of();
  private Instant now = NOW;

  private RegistrationResult send(RegistrationRequest request) {
    RegistrationResult result =
        RegistrationRules.on(request, bindings, now, RegistrationLimits.DEFAULT);
    if (result instanceof Registered(var after, var change, var outbound)) {
      bindings = after;
    }
    return result;
  }

  private RegistrationResult register(
      String callId, long sequence, Optional<Duration> expires, RequestedContact... contacts) {
    return send(new RegistrationRequest(DESK, callId, sequence, List.of(contacts), expires, FLOW));
  }

  private RegistrationResult register(String callId, long sequence, String contact) {
    return register(callId, sequence, Optional.empty(), new Place(contact));
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static Place place(String uri, long seconds) {
    return new Place(uri, seconds(seconds), Optional.empty());
  }

  private static Place phone(String uri, OptionalInt flowNumber) {
    return new Place(
        uri, Optional.empty(), Optional.of(new PhoneInstance("urn:uuid:1", flowNumber)));
  }

  private List<String> contacts() {
    return bindings.stream().map(Binding::contact).toList();
  }

  private static void assertRefused(RegistrationResult result, Why why) {
    assertThat(result)
        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.why()).isEqualTo(why));
  }

  @Test
  @DisplayName("A new contact is bound for the normal time and must be kept")
  void added() {
    RegistrationResult result = register("a", 1, HOME);

    Binding expected = new Binding(DESK, HOME, FLOW, "a", 1, NOW.plusSeconds(3600));
    assertThat(result).isEqualTo(new Registered(List.of(expected), Change.PLACES));
  }

  @Test
  @DisplayName(
      "The contact's own time goes before the header's, and no time is longer than allowed")
  void times() {
    register("a", 1, seconds(600), place(HOME, 120), new Place(AWAY));
    assertThat(bindings)
        .extracting(Binding::expires)
        .containsExactly(NOW.plusSeconds(600), NOW.plusSeconds(120));

    register("a", 2, seconds(4_294_967_295L), new Place(HOME));
    assertThat(bindings.getFirst().expires()).isEqualTo(NOW.plusSeconds(3600));
  }

  @Test
  @DisplayName("A refresh moves times only")
  void refreshed() {
    register("a", 1, HOME);
    now = NOW.plusSeconds(1800);

    assertThat(register("a", 2, HOME))
        .isInstanceOfSatisfying(
            Registered.class, result -> assertThat(result.change()).isEqualTo(Change.TIMES));
    assertThat(bindings).hasSize(1);
    assertThat(bindings.getFirst().expires()).isEqualTo(now.plusSeconds(3600));
    assertThat(bindings.getFirst().sequence()).isEqualTo(2);
  }

  @Test
  @DisplayName("The same contact over another path must be kept: calls go over that path")
  void newPath() {
    register("a", 1, HOME);

    assertThat(
            send(
                new RegistrationRequest(
                    DESK, "a", 2, List.of(new Place(HOME)), Optional.empty(), OTHER_FLOW)))
        .isInstanceOfSatisfying(
            Registered.class, result -> assertThat(result.change()).isEqualTo(Change.PLACES));
    assertThat(bindings).extracting(Binding::flow).containsExactly(OTHER_FLOW);
  }

  @Test
  @DisplayName("The time zero removes one contact, * with Expires 0 all of them")
  void removed() {
    register("a", 1, Optional.empty(), new Place(HOME), new Place(AWAY));
    register("a", 2, Optional.empty(), place(HOME, 0));
    assertThat(contacts()).containsExactly(AWAY);

    assertThat(register("b", 1, seconds(0), new Every()))
        .isEqualTo(new Registered(List.of(), Change.PLACES));
  }

  @Test
  @DisplayName("* with another time or beside a contact is refused with 400")
  void starMisused() {
    register("a", 1, HOME);

    assertRefused(register("a", 2, Optional.empty(), new Every()), Why.STAR_MISUSED);
    assertRefused(register("a", 2, seconds(60), new Every()), Why.STAR_MISUSED);
    assertRefused(register("a", 2, seconds(0), new Every(), new Place(AWAY)), Why.STAR_MISUSED);
    assertThat(Why.STAR_MISUSED.status()).isEqualTo(400);
    assertThat(contacts()).containsExactly(HOME);
  }

  @Test
  @DisplayName("A REGISTER that is not newer than what it would change fails as a whole")
  void outOfOrder() {
    register("a", 5, HOME);

    assertRefused(
        register("a", 5, Optional.empty(), new Place(AWAY), new Place(HOME)), Why.OUT_OF_ORDER);
    assertRefused(register("a", 4, Optional.empty(), place(HOME, 0)), Why.OUT_OF_ORDER);
    assertRefused(register("a", 5, seconds(0), new Every()), Why.OUT_OF_ORDER);
    assertThat(contacts()).containsExactly(HOME);
    assertThat(register("b", 1, HOME)).isInstanceOf(Registered.class);
  }

  @Test
  @DisplayName("Too short a time is refused with 423 and the shortest one")
  void tooBrief() {
    RegistrationResult result = register("a", 1, seconds(59), new Place(HOME));

    assertThat(result).isEqualTo(new Refused(Why.TOO_BRIEF, Optional.of(Duration.ofSeconds(60))));
    assertThat(register("a", 1, seconds(60), new Place(HOME))).isInstanceOf(Registered.class);
  }

  @Test
  @DisplayName("A sixth place is refused, a refresh of five is not")
  void tooMany() {
    for (int port = 1; port <= 5; port++) {
      register("a", port, "sip:a@h:" + port);
    }

    assertRefused(register("a", 6, "sip:a@h:6"), Why.TOO_MANY_CONTACTS);
    assertThat(bindings).hasSize(5);
    assertThat(register("a", 7, "sip:a@h:1")).isInstanceOf(Registered.class);
  }

  @Test
  @DisplayName("Expired bindings count no more")
  void expired() {
    register("a", 9, HOME);
    now = NOW.plusSeconds(3600);

    assertThat(register("a", 1, Optional.empty())).isEqualTo(new Queried(List.of()));
    assertThat(register("a", 2, HOME)).isInstanceOf(Registered.class);
  }

  @Test
  @DisplayName("A phone that comes back with another address replaces its old binding")
  void sameInstance() {
    register("a", 1, Optional.empty(), phone(HOME, OptionalInt.empty()));
    register("b", 1, Optional.empty(), phone(AWAY, OptionalInt.empty()));
    assertThat(contacts()).containsExactly(AWAY);

    register("c", 1, Optional.empty(), phone(HOME, OptionalInt.of(1)));
    assertThat(contacts()).as("another flow number is another flow").containsExactly(HOME, AWAY);
  }

  @Test
  @DisplayName("Two contacts of one phone in one request are two places")
  void twoContactsOfOnePhone() {
    register(
        "a",
        1,
        Optional.empty(),
        phone(HOME, OptionalInt.empty()),
        phone(AWAY, OptionalInt.empty()));

    assertThat(contacts()).containsExactly(AWAY, HOME);
  }

  @Test
  @DisplayName("What can't be kept is refused: other schemes, endless URIs, control characters")
  void hostile() {
    assertRefused(register("a", 1, "tel:+14085551234"), Why.BAD_CONTACT);
    assertRefused(register("a", 1, "sip:"), Why.BAD_CONTACT);
    assertRefused(register("a", 1, "sip:a\u0000b@h"), Why.BAD_CONTACT);
    assertRefused(register("a", 1, "sip:a@h\r\nX: y"), Why.BAD_CONTACT);
    assertRefused(register("a", 1, "sip:" + "a".repeat(600) + "@h"), Why.BAD_CONTACT);
    assertRefused(register("a".repeat(256), 1, HOME), Why.UNUSABLE_TOKEN);
    assertRefused(register("a\u0000", 1, HOME), Why.UNUSABLE_TOKEN);
  }

  @Test
  @DisplayName(
      "Whatever comes, a device keeps few distinct valid places and refusals change nothing")
  void anything() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      List<Binding> before = bindings;
      List<RequestedContact> contacts = new ArrayList<>();
      for (int j = random.nextInt(4); j > 0; j--) {
        contacts.add(
            random.nextInt(10) == 0
                ? new Every()
                : place("sip:a@h:" + random.nextInt(8), random.nextInt(3) * 100L));
      }
      now = now.plusSeconds(random.nextInt(60));
      RegistrationResult result =
          register(
              "call" + random.nextInt(3),
              random.nextInt(50),
              seconds(random.nextInt(2) * 300L),
              contacts.toArray(RequestedContact[]::new));

      if (!(result instanceof Registered)) {
        assertThat(bindings).isEqualTo(before);
      } else {
        assertThat(bindings).hasSizeLessThanOrEqualTo(5).allMatch(one -> one.isValidAt(now));
        assertThat(contacts()).doesNotHaveDuplicates();
      }
    }
  }
}
