package org.ringspan.registration.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.ringspan.address.DeviceName;
import org.ringspan.address.Transport;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.PhoneInstance;
import org.ringspan.server.TestDatabase;

/** Bindings in the database, on every product. */
@ParameterizedClass
@EnumSource(TestDatabase.Product.class)
class BindingTableTest {
  private static final DeviceName DESK = new DeviceName("desk");
  private static final DeviceName LAPTOP = new DeviceName("laptop");

  private final TestDatabase database;

  BindingTableTest(TestDatabase.Product product) throws IOException {
    this.database = product.open();
  }

  @BeforeEach
  void devices() throws SQLException {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("insert into organisation (id, domain) values (1, 'd')");
      statement.execute(
          "insert into app_user (id, organisation_id, login, name, role, mobility)"
              + " values (2, 1, 'u', 'U', 'USER', true)");
      statement.execute(
          "insert into device (id, organisation_id, user_id, name)"
              + " values (3, 1, 2, 'desk'), (4, 1, 2, 'laptop')");
    }
  }

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  private static Binding binding(DeviceName device, int port, Optional<PhoneInstance> instance) {
    return new Binding(
        device,
        "sip:a@127.0.0.1:" + port,
        new Flow(Transport.WS, "127.0.0.1", port),
        "call-id@host",
        4_294_967_295L,
        Instant.parse("2026-11-20T12:00:00.123456Z"),
        instance);
  }

  private static Binding behindProxies() {
    Binding direct = binding(DESK, 4, Optional.empty());
    return new Binding(
        DESK,
        direct.contact(),
        direct.flow(),
        direct.callId(),
        direct.sequence(),
        direct.expires(),
        direct.instance(),
        List.of("sip:inner.example.com;lr", "sip:token@192.0.2.1:5070;transport=tcp;lr;ob"));
  }

  private interface Work<T> {
    T on(KeptBindings kept) throws SQLException;
  }

  private interface Step<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T transaction(Step<T> step) throws SQLException {
    try (Connection connection = database.source().getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = step.on(connection);
        connection.commit();
        return result;
      } finally {
        connection.rollback();
      }
    }
  }

  private <T> T as(String node, Work<T> work) throws SQLException {
    return transaction(connection -> work.on(new KeptBindings(connection, node)));
  }

  private void storeAs(String node, BindingChange... changes) throws SQLException {
    transaction(
        connection -> {
          new BindingRows(connection, node, true).store(List.of(changes));
          return true;
        });
  }

  private void store(DeviceBindings... devices) throws SQLException {
    storeAs(
        "a",
        Arrays.stream(devices)
            .map(one -> BindingChange.between(one.device(), List.of(), one.bindings()))
            .toArray(BindingChange[]::new));
  }

  private List<DeviceBindings> load() throws SQLException {
    return as("a", KeptBindings::loadShared).devices();
  }

  private List<Binding> desk(String node) throws SQLException {
    return as(node, KeptBindings::loadShared).devices().stream()
        .filter(one -> one.device().equals(DESK))
        .flatMap(one -> one.bindings().stream())
        .toList();
  }

  private static Binding udp(int port) {
    return new Binding(
        DESK,
        "sip:a@127.0.0.1:" + port,
        new Flow(Transport.UDP, "127.0.0.1", port),
        "call",
        1,
        Instant.parse("2026-11-20T12:00:00Z"));
  }

  private static BindingChange made(Binding... bindings) {
    return BindingChange.between(DESK, List.of(), List.of(bindings));
  }

  private void join(String... nodes) throws SQLException {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      for (String node : nodes) {
        statement.execute(
            "insert into cluster_node (node, run, began_at, seen_at, address, key_proof) values ('"
                + node
                + "', 1, current_timestamp, current_timestamp, '', '')");
      }
    }
  }

  @Test
  @DisplayName("What was stored is loaded, in its order and to the microsecond")
  void roundTrip() throws SQLException {
    DeviceBindings desk =
        new DeviceBindings(
            DESK,
            List.of(
                binding(DESK, 2, Optional.empty()),
                binding(DESK, 1, Optional.of(new PhoneInstance("urn:uuid:1", OptionalInt.of(2)))),
                binding(DESK, 3, Optional.of(new PhoneInstance("urn:uuid:1", OptionalInt.empty()))),
                behindProxies()));
    DeviceBindings laptop =
        new DeviceBindings(LAPTOP, List.of(binding(LAPTOP, 9, Optional.empty())));
    store(desk, laptop);

    assertThat(load()).containsExactly(desk, laptop);
  }

  @Test
  @DisplayName(
      "Storing replaces what was kept of the same devices only; unknown devices keep nothing")
  void replaced() throws SQLException {
    DeviceBindings laptop =
        new DeviceBindings(LAPTOP, List.of(binding(LAPTOP, 9, Optional.empty())));
    store(new DeviceBindings(DESK, List.of(binding(DESK, 1, Optional.empty()))), laptop);
    DeviceName gone = new DeviceName("gone");

    store(
        new DeviceBindings(DESK, List.of()),
        new DeviceBindings(gone, List.of(binding(gone, 1, Optional.empty()))));

    assertThat(load()).containsExactly(laptop);
  }

  @Test
  @DisplayName("A server that is alone has what it registered under another name")
  void renamed() throws SQLException {
    storeAs("a", made(udp(1)));
    storeAs("", made(udp(2)));

    assertThat(as("b", KeptBindings::loadAlone).devices())
        .containsExactly(new DeviceBindings(DESK, desk("b")));
    assertThat(desk("b")).hasSize(2).allMatch(Binding::isHere);
  }

  @Test
  @DisplayName("Cluster: each node sees its own as here and the others' as elsewhere")
  void owners() throws SQLException {
    storeAs("a", made(udp(1)));
    storeAs("b", made(udp(2)));

    assertThat(desk("a")).containsExactlyInAnyOrder(udp(1), udp(2).at("b"));
    assertThat(desk("b")).containsExactlyInAnyOrder(udp(1).at("a"), udp(2));
  }

  @Test
  @DisplayName("Cluster: a place that another node has is taken over, whether it is known or not")
  void takenOver() throws SQLException {
    storeAs("a", made(udp(1)));
    storeAs("b", made(udp(1)));

    assertThat(desk("a")).containsExactly(udp(1).at("b"));
    // What the first still believes to have is only refreshed if it is there.
    storeAs("a", BindingChange.ofTimes(DESK, List.of(udp(1))));
    assertThat(desk("a")).containsExactly(udp(1).at("b"));
  }

  @Test
  @DisplayName("Cluster: a telephone that comes to another node with another address is there once")
  void phoneMoves() throws SQLException {
    Optional<PhoneInstance> phone =
        Optional.of(new PhoneInstance("urn:uuid:1", OptionalInt.empty()));
    storeAs("a", made(binding(DESK, 1, phone)));
    storeAs("b", made(binding(DESK, 2, phone)));

    assertThat(desk("b")).containsExactly(binding(DESK, 2, phone));
  }

  @Test
  @DisplayName("Cluster: what another node has ended isn't brought back by a refresh")
  void endedElsewhere() throws SQLException {
    storeAs("a", made(udp(1), udp(2)));
    storeAs("b", BindingChange.between(DESK, List.of(udp(1).at("a"), udp(2).at("a")), List.of()));
    storeAs("a", BindingChange.ofTimes(DESK, List.of(udp(1), udp(2))));

    assertThat(desk("a")).isEmpty();
  }

  @Test
  @DisplayName("Cluster: changes of others are read once, deletions among them")
  void changes() throws SQLException {
    join("a", "b");
    BindingStore.Kept before = as("a", KeptBindings::loadShared);
    storeAs("b", made(udp(1)));
    storeAs("a", made(udp(2)));

    BindingStore.Kept first = as("a", kept -> kept.changedSince(before.read()));
    assertThat(first.devices()).hasSize(1);
    assertThat(first.devices().getFirst().bindings())
        .containsExactlyInAnyOrder(udp(1).at("b"), udp(2));
    assertThat(as("a", kept -> kept.changedSince(first.read())).devices()).isEmpty();

    storeAs("b", BindingChange.ofTimes(DESK, List.of()));
    BindingStore.Kept second = as("a", kept -> kept.changedSince(first.read()));
    assertThat(second.devices()).containsExactly(new DeviceBindings(DESK, List.of(udp(2))));
  }

  @Test
  @DisplayName("Cluster: the last changes of a node that has left are read")
  void changesOfOneThatLeft() throws SQLException {
    join("a", "b");
    storeAs("b", made(udp(1)));
    BindingStore.Kept before = as("a", KeptBindings::loadShared);
    storeAs("b", BindingChange.ofTimes(DESK, List.of()));
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from cluster_node where node = 'b'");
    }

    assertThat(as("a", kept -> kept.changedSince(before.read())).devices())
        .containsExactly(new DeviceBindings(DESK, List.of()));
  }

  @Test
  @DisplayName("Cluster: expired ones of nodes that are gone are deleted, those of others are not")
  void expired() throws SQLException {
    join("a");
    storeAs("a", made(udp(1)));
    storeAs("b", made(udp(2)));
    Instant end = Instant.parse("2026-11-20T12:00:00Z");

    int none = as("a", kept -> kept.forgetExpired(end));
    assertThat(none).isZero();
    int one = as("a", kept -> kept.forgetExpired(end.plusSeconds(1)));
    assertThat(one).isOne();
    assertThat(desk("a")).containsExactly(udp(1));
  }
}
