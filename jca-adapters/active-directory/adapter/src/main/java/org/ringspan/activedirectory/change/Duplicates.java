package org.ringspan.activedirectory.change;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ringspan.activedirectory.DirectoryChange;
import org.ringspan.activedirectory.DirectoryPage;
import org.ringspan.activedirectory.ObjectGuid;

/**
 * Remembers which version of an object was delivered last, and from whom. A change is a duplicate
 * when another controller tells the version that was delivered last; told again by the same one it
 * isn't, since then a delivery has failed. Has no clock and does no I/O. Used by one thread.
 */
public final class Duplicates {
  /** Objects that are remembered at most. */
  public static final int MOST = 50_000;

  private final Map<ObjectGuid, Delivered> delivered = new LinkedHashMap<>();

  private record Delivered(String version, ObjectGuid controller) {}

  /** Whether a change was delivered already, told by another controller. */
  public boolean contains(DirectoryChange change, ObjectGuid controller) {
    var last = delivered.get(change.guid());
    return last != null
        && !last.controller().equals(controller)
        && last.version().equals(change.version());
  }

  /** The page was delivered: its transaction has committed. */
  public void delivered(DirectoryPage page, ObjectGuid controller) {
    for (var change : page.changes()) {
      // Taken out first, so that what was delivered last is forgotten last.
      delivered.remove(change.guid());
      delivered.put(change.guid(), new Delivered(change.version(), controller));
    }
    var oldest = delivered.entrySet().iterator();
    for (var surplus = delivered.size() - MOST; surplus > 0; surplus--) {
      oldest.next();
      oldest.remove();
    }
  }
}
