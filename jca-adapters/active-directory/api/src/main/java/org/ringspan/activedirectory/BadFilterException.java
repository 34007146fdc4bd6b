package org.ringspan.activedirectory;

/** A filter that isn't one. Nothing was sent. */
public final class BadFilterException extends ActiveDirectoryException {
  private static final long serialVersionUID = 1L;
  private final int position;

  /**
   * A filter that isn't one.
   *
   * @param what goes on after "the filter"
   * @param position of the first character that is wrong, from 0
   */
  public BadFilterException(String what, int position) {
    super("the filter " + what + " (character " + position + ")", null);
    this.position = position;
  }

  /** The first character that is wrong, from 0. */
  public int position() {
    return position;
  }
}
