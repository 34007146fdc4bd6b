package org.ringspan.journal;

/** The branch can take no more writes: its time is over, or it can only be rolled back. */
public final class TransactionOverException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /**
   * An exception.
   *
   * @param why why the branch is over
   */
  public TransactionOverException(String why) {
    super(why);
  }
}
