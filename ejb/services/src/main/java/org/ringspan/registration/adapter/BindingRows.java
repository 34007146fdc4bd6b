package org.ringspan.registration.adapter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ringspan.registration.Binding;
import org.ringspan.registration.PhoneInstance;

/** Writes bindings into the tables, in the caller's transaction. */
final class BindingRows {
  private final Connection database;
  private final String node;
  private final boolean shared;

  /**
   * @param node which node this is
   * @param shared whether other nodes are told of changes
   */
  BindingRows(Connection database, String node, boolean shared) {
    this.database = database;
    this.node = node;
    this.shared = shared;
  }

  void store(Collection<BindingChange> changes) throws SQLException {
    Map<String, Long> ids = idsOf(changes);
    // A device that was deleted meanwhile keeps nothing.
    List<BindingChange> known =
        changes.stream().filter(change -> ids.containsKey(change.device().value())).toList();
    if (known.isEmpty()) {
      return;
    }
    delete(known, ids);
    update(known, ids);
    insert(known, ids);
    if (shared) {
      number(ids.values());
    }
  }

  private Map<String, Long> idsOf(Collection<BindingChange> changes) throws SQLException {
    Map<String, Long> ids = new HashMap<>();
    try (PreparedStatement select =
        database.prepareStatement("select name, id from device where name = any(?)")) {
      select.setArray(
          1,
          database.createArrayOf(
              "varchar", changes.stream().map(one -> one.device().value()).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ids.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return ids;
  }

  private static long id(Map<String, Long> ids, BindingChange change) {
    Long id = ids.get(change.device().value());
    if (id == null) {
      throw new IllegalArgumentException("unknown device " + change.device());
    }
    return id;
  }

  private void delete(List<BindingChange> changes, Map<String, Long> ids) throws SQLException {
    try (PreparedStatement ended =
            database.prepareStatement(
                "delete from registration_binding where device_id = ? and node = ?"
                    + " and not (place = any(?))");
        PreparedStatement place =
            database.prepareStatement(
                "delete from registration_binding where device_id = ? and place = ?");
        PreparedStatement phone =
            database.prepareStatement(
                "delete from registration_binding where device_id = ? and instance_urn = ?"
                    + " and flow_number is null")) {
      boolean places = false;
      boolean phones = false;
      for (BindingChange change : changes) {
        long id = id(ids, change);
        ended.setLong(1, id);
        ended.setString(2, node);
        ended.setArray(
            3,
            database.createArrayOf(
                "varchar", change.here().stream().map(Binding::place).toArray()));
        ended.addBatch();
        for (Binding gone : change.gone()) {
          places = true;
          add(place, id, gone.place());
        }
        for (Binding made : change.made()) {
          places = true;
          add(place, id, made.place());
          if (made.instance().isPresent() && !made.isFlow()) {
            phones = true;
            add(phone, id, made.instance().get().urn());
          }
        }
      }
      ended.executeBatch();
      if (places) {
        place.executeBatch();
      }
      if (phones) {
        phone.executeBatch();
      }
    }
  }

  private static void add(PreparedStatement batch, long id, String text) throws SQLException {
    batch.setLong(1, id);
    batch.setString(2, text);
    batch.addBatch();
  }

  private void update(List<BindingChange> changes, Map<String, Long> ids) throws SQLException {
    try (PreparedStatement update =
        database.prepareStatement(
            "update registration_binding set call_id = ?, cseq = ?, expires_at = ?,"
                + " refreshed_at = current_timestamp, position = ?"
                + " where device_id = ? and place = ? and node = ?")) {
      boolean any = false;
      for (BindingChange change : changes) {
        for (int i = 0; i < change.here().size(); i++) {
          Binding binding = change.here().get(i);
          if (!change.made().contains(binding)) {
            any = true;
            update.setString(1, binding.callId());
            update.setLong(2, binding.sequence());
            update.setObject(3, binding.expires().atOffset(ZoneOffset.UTC));
            update.setInt(4, i);
            update.setLong(5, id(ids, change));
            update.setString(6, binding.place());
            update.setString(7, node);
            update.addBatch();
          }
        }
      }
      if (any) {
        update.executeBatch();
      }
    }
  }

  private void insert(List<BindingChange> changes, Map<String, Long> ids) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement(
            "insert into registration_binding (device_id, place, node, contact, transport, address,"
                + " port, call_id, cseq, expires_at, instance_urn, flow_number, path, refreshed_at,"
                + " position) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, current_timestamp,"
                + " ?)")) {
      boolean any = false;
      for (BindingChange change : changes) {
        for (Binding binding : change.made()) {
          any = true;
          values(insert, id(ids, change), binding);
          insert.setInt(14, change.here().indexOf(binding));
          insert.addBatch();
        }
      }
      if (any) {
        insert.executeBatch();
      }
    }
  }

  private void values(PreparedStatement insert, long id, Binding binding) throws SQLException {
    insert.setLong(1, id);
    insert.setString(2, binding.place());
    insert.setString(3, node);
    insert.setString(4, binding.contact());
    insert.setString(5, binding.flow().transport().name());
    insert.setString(6, binding.flow().address());
    insert.setInt(7, binding.flow().port());
    insert.setString(8, binding.callId());
    insert.setLong(9, binding.sequence());
    insert.setObject(10, binding.expires().atOffset(ZoneOffset.UTC));
    insert.setString(11, binding.instance().map(PhoneInstance::urn).orElse(null));
    OptionalInt flow =
        binding.instance().map(PhoneInstance::flowNumber).orElse(OptionalInt.empty());
    if (flow.isPresent()) {
      insert.setInt(12, flow.getAsInt());
    } else {
      insert.setNull(12, Types.INTEGER);
    }
    // No URI holds angle brackets.
    insert.setString(
        13, binding.path().isEmpty() ? null : "<" + String.join("><", binding.path()) + ">");
  }

  private void number(Collection<Long> devices) throws SQLException {
    long number;
    try (PreparedStatement select =
            database.prepareStatement("select nextval('registration_change_number')");
        ResultSet row = select.executeQuery()) {
      row.next();
      number = row.getLong(1);
    }
    try (PreparedStatement delete =
            database.prepareStatement(
                "delete from registration_change where device_id = ? and node = ?");
        PreparedStatement insert =
            database.prepareStatement(
                "insert into registration_change (device_id, node, change_number)"
                    + " values (?, ?, ?)")) {
      for (long device : devices) {
        add(delete, device, node);
        insert.setLong(1, device);
        insert.setString(2, node);
        insert.setLong(3, number);
        insert.addBatch();
      }
      delete.executeBatch();
      insert.executeBatch();
    }
  }
}
