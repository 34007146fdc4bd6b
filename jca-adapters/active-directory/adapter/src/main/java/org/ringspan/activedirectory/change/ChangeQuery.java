package org.ringspan.activedirectory.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.activedirectory.AttributeNames;
import org.ringspan.activedirectory.DirectoryFilter;
import org.ringspan.activedirectory.DistinguishedName;

/**
 * Whose changes are wanted.
 *
 * @param base where they are; the whole domain when empty. The whole domain is read in any case:
 *     what isn't there is left out of a full run and told as elsewhere in an incremental one
 * @param filter which objects. An object that no longer matches isn't told, so it should say what
 *     kind of objects they are, and no more
 * @param attributes wanted; objectGUID, isDeleted and name are added. The naming attribute, such as
 *     cn, needn't come by DirSync; name does
 * @param pageSize objects a page, about, 1 to 1,000 (default 500)
 */
public record ChangeQuery(
    Optional<DistinguishedName> base,
    DirectoryFilter filter,
    List<String> attributes,
    int pageSize) {

  /** Octets that an object takes, about; DirSync limits octets instead of objects. */
  private static final int OCTETS = 1024;

  /**
   * A query.
   *
   * @throws IllegalArgumentException for a value out of range
   */
  public ChangeQuery {
    var all = new ArrayList<String>();
    for (var attribute : attributes) {
      AttributeNames.checkRequested(attribute);
      all.add(attribute);
    }
    // By DirSync an object that was moved is told only to who asks for its name.
    for (var always : List.of("objectGUID", "isDeleted", "name")) {
      if (all.stream().noneMatch(always::equalsIgnoreCase)) {
        all.add(always);
      }
    }
    attributes = List.copyOf(all);
    if (pageSize < 1 || pageSize > 1000) {
      throw new IllegalArgumentException("page size: " + pageSize);
    }
  }

  /** People of the whole domain. */
  public static ChangeQuery people(List<String> attributes) {
    return new ChangeQuery(
        Optional.empty(),
        DirectoryFilter.and(
            DirectoryFilter.equal("objectClass", "user"),
            DirectoryFilter.not(DirectoryFilter.equal("objectClass", "computer"))),
        attributes,
        500);
  }

  int octets() {
    return pageSize * OCTETS;
  }

  /** Objects of the filter and deleted ones, which have lost most of what a filter asks for. */
  DirectoryFilter withDeleted() {
    return DirectoryFilter.or(filter, DirectoryFilter.equal("isDeleted", "TRUE"));
  }

  /** Whether an object is in its place. */
  boolean covers(DistinguishedName name) {
    return base.isEmpty() || name.isIn(base.get());
  }
}
