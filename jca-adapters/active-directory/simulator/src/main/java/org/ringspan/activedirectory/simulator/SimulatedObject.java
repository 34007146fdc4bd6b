package org.ringspan.activedirectory.simulator;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An object of the simulated domain. Guarded by the domain's lock. */
final class SimulatedObject {
  final UUID guid;
  DN name;
  boolean deleted;
  long updated;
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  private final Map<String, Long> updates = new HashMap<>();

  SimulatedObject(UUID guid, DN name) {
    this.guid = guid;
    this.name = name;
  }

  @Nullable Attribute get(String attribute) {
    return attributes.get(attribute.toLowerCase(Locale.ROOT));
  }

  @Nullable String text(String attribute) {
    var found = get(attribute);
    return found == null ? null : found.getValue();
  }

  Collection<Attribute> all() {
    return attributes.values();
  }

  /** Sets an attribute as part of an update. */
  void set(Attribute attribute, long update) {
    var key = attribute.getName().toLowerCase(Locale.ROOT);
    if (attribute.size() == 0) {
      attributes.remove(key);
    } else {
      attributes.put(key, attribute);
    }
    updates.put(key, update);
  }

  /** Notes that a link, which is kept elsewhere, has changed. */
  void touched(String attribute, long update) {
    updates.put(attribute.toLowerCase(Locale.ROOT), update);
  }

  /** Attributes that changed after an update, those that are gone among them. */
  Map<String, Long> updates() {
    return updates;
  }
}
