package org.ringspan.activedirectory;

import java.time.Duration;
import java.util.List;

/**
 * What to search for.
 *
 * @param base where to begin
 * @param scope how far down
 * @param filter which objects
 * @param attributes names of the attributes wanted; {@code member;range=0-499} reads a long one in
 *     steps of 500
 * @param pageSize entries a page, 1 to 1,000 (default 500); controllers cap it at 1,000
 * @param sizeLimit entries at most, 0 for any number (default)
 * @param timeLimit how long a page may take the controller, whole seconds, zero for any time
 *     (default)
 * @param showDeleted whether deleted objects are among them (default not)
 */
public record DirectorySearch(
    DistinguishedName base,
    Scope scope,
    DirectoryFilter filter,
    List<String> attributes,
    int pageSize,
    int sizeLimit,
    Duration timeLimit,
    boolean showDeleted) {
  /** All attributes that a user may read, without those that are computed on demand. */
  public static final List<String> ALL = List.of("*");

  /** How far a search goes down from its base. */
  public enum Scope {
    /** The base itself. */
    BASE,
    /** Its children. */
    ONE_LEVEL,
    /** Itself and everything below it. */
    SUBTREE
  }

  /**
   * A search.
   *
   * @throws IllegalArgumentException for a value out of range or a name that is no attribute's
   */
  public DirectorySearch {
    attributes = List.copyOf(attributes);
    if (attributes.isEmpty()) {
      throw new IllegalArgumentException("no attributes: name those that are wanted");
    }
    attributes.forEach(AttributeNames::checkRequested);
    if (pageSize < 1 || pageSize > 1000) {
      throw new IllegalArgumentException("page size: " + pageSize);
    }
    if (sizeLimit < 0) {
      throw new IllegalArgumentException("size limit: " + sizeLimit);
    }
    if (timeLimit.isNegative() || timeLimit.toSeconds() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("time limit: " + timeLimit);
    }
  }

  /** Everything below a base that a filter takes, with the defaults. */
  public static DirectorySearch below(
      DistinguishedName base, DirectoryFilter filter, List<String> attributes) {
    return new DirectorySearch(
        base, Scope.SUBTREE, filter, attributes, 500, 0, Duration.ZERO, false);
  }

  /** The same with another scope. */
  public DirectorySearch withScope(Scope other) {
    return new DirectorySearch(
        base, other, filter, attributes, pageSize, sizeLimit, timeLimit, showDeleted);
  }

  /** The same with another page size. */
  public DirectorySearch withPageSize(int entries) {
    return new DirectorySearch(
        base, scope, filter, attributes, entries, sizeLimit, timeLimit, showDeleted);
  }

  /** The same with another limit of entries. */
  public DirectorySearch withSizeLimit(int entries) {
    return new DirectorySearch(
        base, scope, filter, attributes, pageSize, entries, timeLimit, showDeleted);
  }

  /** The same with another limit of time. */
  public DirectorySearch withTimeLimit(Duration limit) {
    return new DirectorySearch(
        base, scope, filter, attributes, pageSize, sizeLimit, limit, showDeleted);
  }

  /** The same with deleted objects. */
  public DirectorySearch withDeleted() {
    return new DirectorySearch(
        base, scope, filter, attributes, pageSize, sizeLimit, timeLimit, true);
  }
}
