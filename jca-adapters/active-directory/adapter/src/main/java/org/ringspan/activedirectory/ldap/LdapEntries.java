package org.ringspan.activedirectory.ldap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.directory.api.ldap.model.entry.Entry;
import org.ringspan.activedirectory.DirectoryEntry;
import org.ringspan.activedirectory.DirectoryValue;

/** Entries of the library as ours. */
final class LdapEntries {
  private LdapEntries() {}

  static DirectoryEntry of(Entry entry) {
    return new DirectoryEntry(entry.getDn().getName(), attributes(entry));
  }

  private static Map<String, List<DirectoryValue>> attributes(Entry entry) {
    var attributes = new HashMap<String, List<DirectoryValue>>();
    for (var attribute : entry) {
      var values = new ArrayList<DirectoryValue>(attribute.size());
      for (var value : attribute) {
        values.add(DirectoryValue.of(value.getBytes()));
      }
      attributes.put(attribute.getUpId(), values);
    }
    return attributes;
  }

  /** Octets of an entry, about. */
  static long size(Entry entry) {
    var size = 200L + entry.getDn().getName().length();
    for (var attribute : entry) {
      size += attribute.getUpId().length() + 50L;
      for (var value : attribute) {
        size += 50L + value.getBytes().length;
      }
    }
    return size;
  }
}
