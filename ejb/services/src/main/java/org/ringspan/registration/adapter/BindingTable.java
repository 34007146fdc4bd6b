package org.ringspan.registration.adapter;

import static java.util.stream.Collectors.toMap;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ringspan.address.DeviceName;
import org.ringspan.registration.Binding;

/** Keeps bindings in the database, each call in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BindingTable implements BindingStore {
  @PersistenceContext private EntityManager tables;

  /** For the container. */
  @SuppressWarnings("NullAway.Init")
  public BindingTable() {}

  BindingTable(EntityManager tables) {
    this.tables = tables;
  }

  @Override
  public void store(Collection<DeviceBindings> devices) {
    Map<String, Long> ids = idsOf(devices);
    tables
        .createQuery("delete from BindingEntity b where b.deviceId in :devices")
        .setParameter("devices", ids.values())
        .executeUpdate();
    for (DeviceBindings device : devices) {
      Long id = ids.get(device.device().value());
      // A device that was deleted meanwhile keeps nothing.
      if (id != null) {
        persist(id, device.bindings());
      }
    }
    tables.flush();
    tables.clear();
  }

  private void persist(long device, List<Binding> bindings) {
    for (int i = 0; i < bindings.size(); i++) {
      tables.persist(new BindingEntity(device, i, bindings.get(i)));
    }
  }

  private Map<String, Long> idsOf(Collection<DeviceBindings> devices) {
    return tables
        .createQuery(
            "select d.name, d.id from DeviceEntity d where d.name in :names", Object[].class)
        .setParameter("names", devices.stream().map(one -> one.device().value()).toList())
        .getResultStream()
        .collect(toMap(row -> (String) row[0], row -> (Long) row[1]));
  }

  @Override
  public List<DeviceBindings> load() {
    Map<DeviceName, List<Binding>> loaded = new LinkedHashMap<>();
    tables
        .createQuery(
            "select d.name, b from BindingEntity b, DeviceEntity d where d.id = b.deviceId"
                + " order by b.deviceId, b.position",
            Object[].class)
        .getResultStream()
        .forEach(
            row -> {
              DeviceName device = new DeviceName((String) row[0]);
              loaded
                  .computeIfAbsent(device, unused -> new ArrayList<>())
                  .add(((BindingEntity) row[1]).toBinding(device));
            });
    return loaded.entrySet().stream()
        .map(entry -> new DeviceBindings(entry.getKey(), entry.getValue()))
        .toList();
  }
}
