package org.ringspan.registration.adapter;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where bindings outlive the server, and where the nodes of a cluster find those of the others. */
public interface BindingStore {
  /** Keeps changes of devices; all of them or none. One call at a time. */
  void store(Collection<BindingChange> changes);

  /** Every binding kept, of all nodes, expired ones too; with how far changes are in it. */
  Kept load();

  /** The devices that other nodes have changed since; each with every binding of it. */
  Kept changedSince(Cursor seen);

  /**
   * Deletes what nodes that are gone have left behind and has expired long ago.
   *
   * @return how much it was
   */
  int forgetExpired();

  /**
   * How far the changes of each other node were read.
   *
   * @param numbers by the names of nodes
   */
  record Cursor(Map<String, Long> numbers) {
    public Cursor {
      numbers = Map.copyOf(numbers);
    }

    /** Nothing was read. */
    static final Cursor NOTHING = new Cursor(Map.of());

    long of(String node) {
      return numbers.getOrDefault(node, Long.MIN_VALUE);
    }
  }

  /** What was read, and how far. */
  record Kept(List<DeviceBindings> devices, Cursor read) {
    public Kept {
      devices = List.copyOf(devices);
    }
  }
}
