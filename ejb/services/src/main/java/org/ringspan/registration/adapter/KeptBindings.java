package org.ringspan.registration.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.address.Transport;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.PhoneInstance;
import org.ringspan.registration.adapter.BindingStore.Cursor;
import org.ringspan.registration.adapter.BindingStore.Kept;

/** Reads bindings of all nodes from the tables, in the caller's transaction. */
final class KeptBindings {
  private static final String COLUMNS =
      "d.name, b.node, b.contact, b.transport, b.address, b.port, b.call_id, b.cseq, b.expires_at,"
          + " b.instance_urn, b.flow_number, b.path";
  private static final String FROM =
      " from registration_binding b join device d on d.id = b.device_id";
  private static final String ORDER = " order by b.device_id, b.refreshed_at desc, b.position";

  /** Devices that are read at once. */
  private static final int AT_ONCE = 500;

  private final Connection database;
  private final String node;

  /**
   * @param node which node this is
   */
  KeptBindings(Connection database, String node) {
    this.database = database;
    this.node = node;
  }

  /**
   * Everything, all of which becomes this node's: nobody else works on the database, whatever this
   * server was called before.
   */
  Kept loadAlone() throws SQLException {
    adopt("update registration_binding set node = ? where node <> ?", node);
    return load();
  }

  /** Everything; what nobody owns becomes this node's. */
  Kept loadShared() throws SQLException {
    adopt("update registration_binding set node = ? where node = ?", "");
    return load();
  }

  private void adopt(String sql, String whose) throws SQLException {
    try (PreparedStatement adopt = database.prepareStatement(sql)) {
      adopt.setString(1, node);
      adopt.setString(2, whose);
      adopt.executeUpdate();
    }
  }

  private Kept load() throws SQLException {
    // Before the bindings: what changes in between is read twice.
    Cursor read = latest(Cursor.NOTHING);
    try (PreparedStatement select = database.prepareStatement("select " + COLUMNS + FROM + ORDER)) {
      return new Kept(bindings(select, Map.of()), read);
    }
  }

  /** The last changes of the other nodes, and of those that were read before and have left. */
  private Cursor latest(Cursor seen) throws SQLException {
    Set<String> others = new HashSet<>(seen.numbers().keySet());
    try (PreparedStatement select =
        database.prepareStatement("select node from cluster_node where node <> ?")) {
      select.setString(1, node);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          others.add(row.getString(1));
        }
      }
    }
    Map<String, Long> numbers = new HashMap<>();
    try (PreparedStatement select =
        database.prepareStatement(
            "select max(change_number) from registration_change where node = ?")) {
      for (String other : others) {
        select.setString(1, other);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          long number = row.getLong(1);
          numbers.put(other, row.wasNull() ? Long.MIN_VALUE : number);
        }
      }
    }
    return new Cursor(numbers);
  }

  Kept changedSince(Cursor seen) throws SQLException {
    Cursor latest = latest(seen);
    Map<String, Long> numbers = new HashMap<>(seen.numbers());
    Map<Long, DeviceName> changed = new LinkedHashMap<>();
    for (Map.Entry<String, Long> other : latest.numbers().entrySet()) {
      if (other.getValue() > seen.of(other.getKey())) {
        changed.putAll(changedBy(other.getKey(), seen.of(other.getKey()), other.getValue()));
      }
      numbers.merge(other.getKey(), other.getValue(), Math::max);
    }
    List<DeviceBindings> devices = new ArrayList<>();
    List<Long> ids = List.copyOf(changed.keySet());
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      List<Long> part = ids.subList(from, Math.min(from + AT_ONCE, ids.size()));
      Map<Long, DeviceName> some = new LinkedHashMap<>();
      part.forEach(id -> some.put(id, changed.get(id)));
      try (PreparedStatement select =
          database.prepareStatement(
              "select " + COLUMNS + FROM + " where b.device_id = any(?)" + ORDER)) {
        select.setArray(1, database.createArrayOf("bigint", part.toArray()));
        devices.addAll(bindings(select, some));
      }
    }
    return new Kept(devices, new Cursor(numbers));
  }

  private Map<Long, DeviceName> changedBy(String other, long after, long upTo) throws SQLException {
    Map<Long, DeviceName> changed = new LinkedHashMap<>();
    try (PreparedStatement select =
        database.prepareStatement(
            "select d.id, d.name from registration_change c join device d on d.id = c.device_id"
                + " where c.node = ? and c.change_number > ? and c.change_number <= ?")) {
      select.setString(1, other);
      select.setLong(2, after);
      select.setLong(3, upTo);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          changed.put(row.getLong(1), new DeviceName(row.getString(2)));
        }
      }
    }
    return changed;
  }

  /**
   * The bindings of a selection by device.
   *
   * @param asked devices that are there even when they have none
   */
  private List<DeviceBindings> bindings(PreparedStatement select, Map<Long, DeviceName> asked)
      throws SQLException {
    Map<DeviceName, List<Binding>> found = new LinkedHashMap<>();
    asked.values().forEach(name -> found.put(name, new ArrayList<>()));
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Binding binding = binding(row);
        found.computeIfAbsent(binding.device(), unused -> new ArrayList<>()).add(binding);
      }
    }
    return found.entrySet().stream()
        .map(entry -> new DeviceBindings(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Binding binding(ResultSet row) throws SQLException {
    String owner = row.getString(2);
    @Nullable String urn = row.getString(10);
    int number = row.getInt(11);
    OptionalInt flow = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
    @Nullable String path = row.getString(12);
    return new Binding(
        new DeviceName(row.getString(1)),
        row.getString(3),
        new Flow(Transport.valueOf(row.getString(4)), row.getString(5), row.getInt(6)),
        row.getString(7),
        row.getLong(8),
        instant(row, 9),
        Optional.ofNullable(urn).map(it -> new PhoneInstance(it, flow)),
        path == null ? List.of() : List.of(path.substring(1, path.length() - 1).split("><")),
        owner.equals(node) ? Optional.empty() : Optional.of(owner));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  int forgetExpired(Instant before) throws SQLException {
    try (PreparedStatement delete =
        database.prepareStatement(
            "delete from registration_binding where expires_at < ? and node not in"
                + " (select node from cluster_node where gone_at is null)")) {
      delete.setObject(1, before.atOffset(ZoneOffset.UTC));
      return delete.executeUpdate();
    }
  }
}
