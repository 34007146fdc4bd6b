package org.ringspan.registration.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
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

  private void store(DeviceBindings... devices) {
    database.transaction(tables -> new BindingTable(tables).store(List.of(devices)));
  }

  private List<DeviceBindings> load() {
    return database.inTransaction(tables -> new BindingTable(tables).load());
  }

  @Test
  @DisplayName("What was stored is loaded, in its order and to the microsecond")
  void roundTrip() {
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
  void replaced() {
    DeviceBindings laptop =
        new DeviceBindings(LAPTOP, List.of(binding(LAPTOP, 9, Optional.empty())));
    store(new DeviceBindings(DESK, List.of(binding(DESK, 1, Optional.empty()))), laptop);
    DeviceName gone = new DeviceName("gone");

    store(
        new DeviceBindings(DESK, List.of()),
        new DeviceBindings(gone, List.of(binding(gone, 1, Optional.empty()))));

    assertThat(load()).containsExactly(laptop);
  }
}
