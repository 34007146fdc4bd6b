package org.ringspan.activedirectory.change;

import java.util.Optional;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DirectoryFilter.Comparison;
import org.ringspan.activedirectory.DirectoryValue;

/** Filters by the update number of a controller. */
final class UpdateNumbers {
  private UpdateNumbers() {}

  /**
   * Objects that changed from a number on. Without one only those that are there: who has nothing
   * has nothing to delete.
   */
  static DirectoryFilter filter(ChangeQuery query, Optional<Long> from) {
    if (from.isEmpty()) {
      return DirectoryFilter.and(
          query.filter(), DirectoryFilter.not(DirectoryFilter.equal("isDeleted", "TRUE")));
    }
    return DirectoryFilter.and(
        query.withDeleted(),
        new DirectoryFilter.Compare(
            "uSNChanged", Comparison.AT_LEAST, DirectoryValue.of(from.get())));
  }
}
