package org.ringspan.registration.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DeviceName;
import org.ringspan.address.Transport;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.RegistrationLimits;
import org.ringspan.registration.RegistrationRequest;
import org.ringspan.registration.RegistrationResult;
import org.ringspan.registration.RegistrationResult.Change;
import org.ringspan.registration.RegistrationResult.Refused;
import org.ringspan.registration.RegistrationResult.Registered;
import org.ringspan.registration.RequestedContact.Place;
import org.ringspan.registration.adapter.RegisteredDevices.Write;

/** What is visible when, and what is written when. */
class RegisteredDevicesTest {
  private static final DeviceName DESK = new DeviceName("alice-desk");
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  private final TestClock clock = new TestClock();
  private final RegisteredDevices devices =
      new RegisteredDevices(clock, RegistrationLimits.DEFAULT);

  private static final class TestClock extends Clock {
    private Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private CompletableFuture<RegistrationResult> register(long sequence, String contact) {
    return devices.register(
        new RegistrationRequest(
            DESK,
            "call",
            sequence,
            List.of(new Place(contact)),
            Optional.empty(),
            new Flow(Transport.UDP, "127.0.0.1", 5062)));
  }

  private List<Write> writes() throws InterruptedException {
    return devices.takeWrites(100, Duration.ZERO);
  }

  private List<String> visible() {
    return devices.bindingsOf(DESK, clock.now).stream().map(Binding::contact).toList();
  }

  @Test
  @DisplayName("A new place is answered and visible only when it is kept")
  void newPlace() throws InterruptedException {
    var answer = register(1, "sip:a@h:1");
    assertThat(answer).isNotDone();
    assertThat(visible()).isEmpty();

    devices.written(writes().getFirst(), true);

    assertThat(answer.join()).isInstanceOf(Registered.class);
    assertThat(visible()).containsExactly("sip:a@h:1");
  }

  @Test
  @DisplayName(
      "What a device has registered that isn't there any more is taken away, also when it is just being written")
  void gone() throws InterruptedException {
    var first = register(1, "sip:a@h:1");
    devices.written(writes().getFirst(), true);
    assertThat(first).isDone();
    assertThat(devices.keepOnly(DESK::equals)).isTrue();
    assertThat(visible()).containsExactly("sip:a@h:1");

    assertThat(devices.keepOnly(name -> false)).isTrue();
    assertThat(visible()).isEmpty();
    assertThat(devices.takeUnwritten()).containsExactly(BindingChange.ofTimes(DESK, List.of()));

    var second = register(2, "sip:a@h:2");
    assertThat(devices.keepOnly(name -> false)).as("to be asked again").isFalse();
    devices.written(writes().getFirst(), true);
    assertThat(second).isDone();
    assertThat(devices.keepOnly(name -> false)).isTrue();
    assertThat(visible()).isEmpty();
  }

  @Test
  @DisplayName("What can't be kept is refused and not visible")
  void notKept() throws InterruptedException {
    var answer = register(1, "sip:a@h:1");
    devices.written(writes().getFirst(), false);

    assertThat(answer.join()).isInstanceOf(Refused.class);
    assertThat(visible()).isEmpty();
    assertThat(register(1, "sip:a@h:1")).as("the phone may try again").isNotDone();
  }

  @Test
  @DisplayName("A refresh is answered at once, writes nothing now and once later")
  void refresh() throws InterruptedException {
    register(1, "sip:a@h:1");
    devices.written(writes().getFirst(), true);
    assertThat(devices.takeUnwritten()).isEmpty();

    assertThat(register(2, "sip:a@h:1").join())
        .isInstanceOfSatisfying(
            Registered.class, done -> assertThat(done.change()).isEqualTo(Change.TIMES));

    assertThat(writes()).isEmpty();
    List<BindingChange> unwritten = devices.takeUnwritten();
    assertThat(unwritten).hasSize(1);
    assertThat(unwritten.getFirst().here().getFirst().sequence()).isEqualTo(2);
    assertThat(devices.takeUnwritten()).isEmpty();
    devices.stillUnwritten(unwritten);
    assertThat(devices.takeUnwritten()).isEqualTo(unwritten);
  }

  @Test
  @DisplayName("Requests of one device wait for each other and take effect in order")
  void order() throws InterruptedException {
    var first = register(1, "sip:a@h:1");
    var second = register(2, "sip:a@h:2");
    var refresh = register(3, "sip:a@h:1");
    List<Write> one = writes();
    assertThat(one).hasSize(1);

    devices.written(one.getFirst(), true);
    assertThat(first).isDone();
    assertThat(second).isNotDone();
    assertThat(refresh).isNotDone();

    devices.written(writes().getFirst(), true);
    assertThat(second).isDone();
    assertThat(refresh.join()).isInstanceOf(Registered.class);
    assertThat(visible()).containsExactly("sip:a@h:1", "sip:a@h:2");
  }

  @Test
  @DisplayName("A device that floods while it is being written is refused")
  void flood() {
    register(1, "sip:a@h:1");
    for (int i = 0; i < RegisteredDevices.LONGEST_QUEUE; i++) {
      assertThat(register(2 + i, "sip:a@h:1")).isNotDone();
    }

    assertThat(register(99, "sip:a@h:1").join()).isInstanceOf(Refused.class);
  }

  @Test
  @DisplayName("An expired binding is invisible at once and forgotten with the next batch")
  void expiry() throws InterruptedException {
    register(1, "sip:a@h:1");
    devices.written(writes().getFirst(), true);
    clock.now = START.plusSeconds(3600);

    assertThat(visible()).isEmpty();
    assertThat(devices.takeUnwritten()).containsExactly(BindingChange.ofTimes(DESK, List.of()));
  }

  @Test
  @DisplayName("After a restart bindings hold through the grace period, ancient ones don't")
  void grace() {
    devices.restore(
        List.of(
            new DeviceBindings(
                DESK,
                List.of(
                    binding("sip:a@h:1", START.minusSeconds(60)),
                    binding("sip:a@h:2", START.plusSeconds(3000)),
                    binding("sip:a@h:3", START.minusSeconds(7200))))),
        START.plusSeconds(120));

    assertThat(visible()).containsExactly("sip:a@h:1", "sip:a@h:2");
    clock.now = START.plusSeconds(120);
    assertThat(visible()).containsExactly("sip:a@h:2");
  }

  private static final Flow CONNECTION = new Flow(Transport.TLS, "127.0.0.3", 40_000);
  private static final Flow OTHER = new Flow(Transport.WSS, "127.0.0.3", 40_001);

  private CompletableFuture<RegistrationResult> registerOver(
      Flow flow, long sequence, String contact) {
    return devices.register(
        new RegistrationRequest(
            DESK, "call", sequence, List.of(new Place(contact)), Optional.empty(), flow));
  }

  @Test
  @DisplayName("A connection that is gone takes what was registered over it along, and only that")
  void connectionGone() throws InterruptedException {
    registerOver(CONNECTION, 1, "sip:a@h:1");
    devices.written(writes().getFirst(), true);
    registerOver(OTHER, 2, "sip:a@h:2");
    devices.written(writes().getFirst(), true);

    devices.closed(CONNECTION);

    assertThat(visible()).containsExactly("sip:a@h:2");
    assertThat(devices.takeUnwritten())
        .singleElement()
        .satisfies(one -> assertThat(one.here()).hasSize(1));
    devices.closed(CONNECTION);
    assertThat(devices.takeUnwritten()).isEmpty();
  }

  @Test
  @DisplayName("A phone that has come back over a new connection isn't lost with the old one")
  void connectionReplaced() throws InterruptedException {
    registerOver(CONNECTION, 1, "sip:a@h:1");
    devices.written(writes().getFirst(), true);
    registerOver(OTHER, 2, "sip:a@h:1");
    devices.written(writes().getFirst(), true);

    devices.closed(CONNECTION);

    assertThat(visible()).containsExactly("sip:a@h:1");
  }

  @Test
  @DisplayName("A connection that goes while its binding is being written: the phone doesn't ring")
  void connectionGoneMeanwhile() throws InterruptedException {
    registerOver(CONNECTION, 1, "sip:a@h:1");
    List<Write> pending = writes();
    devices.closed(CONNECTION);
    devices.written(pending.getFirst(), true);

    assertThat(visible()).isEmpty();
    assertThat(devices.takeUnwritten()).containsExactly(BindingChange.ofTimes(DESK, List.of()));
  }

  @Test
  @DisplayName("Behind a proxy the proxy's connection may go: it is opened again")
  void proxysConnection() throws InterruptedException {
    devices.register(
        new RegistrationRequest(
            DESK,
            "call",
            1,
            List.of(new Place("sip:a@h:1")),
            Optional.empty(),
            new RegistrationRequest.Way(
                CONNECTION, List.of("sip:192.0.2.1:5060;transport=tcp;lr"), false),
            Set.of()));
    devices.written(writes().getFirst(), true);

    devices.closed(CONNECTION);

    assertThat(visible()).containsExactly("sip:a@h:1");
  }

  @Test
  @DisplayName("After a restart nobody is registered over a connection: none is left")
  void connectionsOfLastRun() {
    Binding over = new Binding(DESK, "sip:a@h:1", CONNECTION, "call", 1, START.plusSeconds(600));
    devices.restore(List.of(new DeviceBindings(DESK, List.of(over))), START.plusSeconds(120));

    assertThat(visible()).isEmpty();
    assertThat(devices.takeUnwritten()).containsExactly(BindingChange.ofTimes(DESK, List.of()));
  }

  private static Binding at(String node, String contact, Flow flow) {
    return new Binding(DESK, contact, flow, "call", 1, START.plusSeconds(600)).at(node);
  }

  private static final Flow DATAGRAM = new Flow(Transport.UDP, "127.0.0.1", 5062);

  private void follow(Binding... bindings) {
    devices.follow(List.of(new DeviceBindings(DESK, List.of(bindings))));
  }

  private void registerHere(long sequence, String contact) throws InterruptedException {
    register(sequence, contact);
    devices.written(writes().getFirst(), true);
  }

  @Test
  @DisplayName("Cluster: what registered at another node rings, and ends when it ends there")
  void otherNode() {
    follow(at("b", "sip:a@h:1", DATAGRAM));
    assertThat(visible()).containsExactly("sip:a@h:1");

    follow();
    assertThat(visible()).isEmpty();
    assertThat(devices.takeUnwritten()).as("it isn't ours to write").isEmpty();
  }

  @Test
  @DisplayName("Cluster: a telephone that moves here takes its place over and rings once")
  void movesHere() throws InterruptedException {
    follow(at("b", "sip:a@h:1", DATAGRAM));

    register(2, "sip:a@h:1");
    Write write = writes().getFirst();
    assertThat(write.change().made()).hasSize(1);
    assertThat(write.change().gone()).hasSize(1);
    devices.written(write, true);

    assertThat(visible()).containsExactly("sip:a@h:1");
    assertThat(devices.bindingsOf(DESK, START).getFirst().isHere()).isTrue();
  }

  @Test
  @DisplayName("Cluster: a telephone that moves away is the other node's, and rings once")
  void movesAway() throws InterruptedException {
    registerHere(1, "sip:a@h:1");
    follow(at("b", "sip:a@h:1", DATAGRAM));

    assertThat(visible()).containsExactly("sip:a@h:1");
    assertThat(devices.bindingsOf(DESK, START).getFirst().isHere()).isFalse();
    assertThat(devices.takeUnwritten()).isEmpty();
  }

  @Test
  @DisplayName("Cluster: unregistering here what another node knows ends it there")
  void unregisterOthers() throws InterruptedException {
    follow(at("b", "sip:a@h:1", DATAGRAM));

    devices.register(
        new RegistrationRequest(
            DESK,
            "call",
            2,
            List.of(new Place("sip:a@h:1", Optional.of(Duration.ZERO), Optional.empty())),
            Optional.empty(),
            DATAGRAM));
    Write write = writes().getFirst();
    assertThat(write.change().gone()).extracting(Binding::contact).containsExactly("sip:a@h:1");
    assertThat(write.change().here()).isEmpty();
    devices.written(write, true);

    assertThat(visible()).isEmpty();
  }

  @Test
  @DisplayName("Cluster: what changes elsewhere while this node writes is kept beside it")
  void meanwhile() throws InterruptedException {
    register(1, "sip:a@h:1");
    Write write = writes().getFirst();
    follow(at("b", "sip:a@h:2", DATAGRAM));
    devices.written(write, true);

    assertThat(visible()).containsExactly("sip:a@h:1", "sip:a@h:2");
  }

  @Test
  @DisplayName("Cluster: what is taken over while this node writes something else stays away")
  void takenMeanwhile() throws InterruptedException {
    registerHere(1, "sip:a@h:1");
    register(2, "sip:a@h:2");
    Write write = writes().getFirst();
    follow(at("b", "sip:a@h:1", DATAGRAM));
    devices.written(write, true);

    assertThat(devices.bindingsOf(DESK, START))
        .extracting(Binding::contact, Binding::isHere)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("sip:a@h:2", true),
            org.assertj.core.groups.Tuple.tuple("sip:a@h:1", false));
  }

  @Test
  @DisplayName("Cluster: a connection to another node can't be used from here")
  void othersConnection() {
    follow(at("b", "sip:a@h:1", CONNECTION), at("b", "sip:a@h:2", DATAGRAM));

    assertThat(visible()).containsExactly("sip:a@h:2");
    devices.closed(CONNECTION);
    assertThat(devices.takeUnwritten()).isEmpty();
  }

  @Test
  @DisplayName("Cluster: another node's binding is believed until its refresh would have been told")
  void toldLate() {
    follow(at("b", "sip:a@h:1", DATAGRAM));

    clock.now = START.plusSeconds(600).plus(AllNodes.TOLD_LATE).minusSeconds(1);
    assertThat(visible()).isNotEmpty();
    clock.now = clock.now.plusSeconds(1);
    assertThat(visible()).isEmpty();
    assertThat(devices.takeUnwritten()).isEmpty();
  }

  private static Binding binding(String contact, Instant expires) {
    return new Binding(
        DESK, contact, new Flow(Transport.UDP, "127.0.0.1", 5062), "call", 1, expires);
  }
}
