package org.ringspan.journal;

/** The bytes of an intent can't be read. Its message is for administrators and holds no secrets. */
public final class UnreadableIntentException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * An exception.
   *
   * @param why what is wrong with the bytes
   */
  public UnreadableIntentException(String why) {
    super(why);
  }

  /** A version that the codec doesn't know, such as one of a newer release. */
  public static UnreadableIntentException unknownVersion(int version, int newestKnown) {
    return new UnreadableIntentException(
        "intents of version " + version + " are unknown, the newest known is " + newestKnown);
  }
}
