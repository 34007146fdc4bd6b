package org.ringspan.journal;

/** An intent can't be enqueued. Its message is for the caller and holds no secrets. */
public final class InvalidIntentException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /**
   * An exception.
   *
   * @param why what is wrong with the intent
   */
  public InvalidIntentException(String why) {
    super(why);
  }
}
