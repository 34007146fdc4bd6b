package org.ringspan.activedirectory;

import java.util.List;

/**
 * A page of changes.
 *
 * @param run whether all objects are told, or what changed since a bookmark, and why
 * @param controller who told it, host and port
 * @param number of the page in its run, from 1
 * @param changes the changes, without those that another controller has told already; may be empty
 * @param duplicates how many were left out for that
 * @param more whether pages of this run follow
 * @param bookmark where to go on after this page
 */
public record DirectoryPage(
    Run run,
    String controller,
    int number,
    List<DirectoryChange> changes,
    int duplicates,
    boolean more,
    Bookmark bookmark) {
  /** A page. */
  public DirectoryPage {
    changes = List.copyOf(changes);
    if (number < 1 || duplicates < 0) {
      throw new IllegalArgumentException("page " + number + ", duplicates " + duplicates);
    }
  }

  /** Why a run tells what it tells. */
  public enum Run {
    /** Only what changed since the bookmark. */
    INCREMENTAL(false),
    /** Everything: there was no bookmark. */
    FULL(true),
    /**
     * Everything: the controller no longer accepts the bookmark. Deletions in between aren't told;
     * whoever keeps a copy compares it with the run as a whole.
     */
    FULL_BOOKMARK_REFUSED(true),
    /**
     * Everything: another controller answers, and the bookmark by update number means nothing to
     * it. Deletions may be missing as above.
     */
    FULL_OTHER_CONTROLLER(true);

    private final boolean full;

    Run(boolean full) {
      this.full = full;
    }

    /** Whether everything is told. */
    public boolean full() {
      return full;
    }
  }
}
