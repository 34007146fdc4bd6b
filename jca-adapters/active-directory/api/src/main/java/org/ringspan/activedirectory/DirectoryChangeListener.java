package org.ringspan.activedirectory;

/**
 * What a message-driven bean implements to be told of changes. One call is one page; when the call
 * is transacted, the bean stores the page's bookmark in the same transaction, and a failure has the
 * page delivered again.
 */
public interface DirectoryChangeListener {
  /**
   * Whether changes are wanted now, asked in a transaction of its own before the directory is read.
   */
  default boolean wanted() {
    return true;
  }

  /**
   * The bookmark to go on from, asked in a transaction of its own.
   *
   * @return {@link Bookmark#NONE} to begin with everything
   */
  Bookmark bookmark();

  /**
   * A page of changes. Whoever handles it stores its bookmark in the same transaction: a page whose
   * bookmark {@link #bookmark} doesn't return afterwards is delivered again.
   */
  void onPage(DirectoryPage page);

  /**
   * A page that failed too often. It is to be put where an administrator sees it, and its bookmark
   * is to be stored, so that the pages behind it are delivered.
   *
   * @param why what failed, in words
   */
  void onPoison(DirectoryPage page, String why);
}
