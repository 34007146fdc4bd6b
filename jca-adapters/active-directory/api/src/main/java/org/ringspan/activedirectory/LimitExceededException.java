package org.ringspan.activedirectory;

/** There is more than a limit allows. */
public final class LimitExceededException extends ActiveDirectoryException {
  private static final long serialVersionUID = 1L;

  /** Whose limit. */
  public enum Limit {
    /** Entries of a search. */
    SIZE,
    /** Time of a search. */
    TIME,
    /** What a controller does for one account or one question. */
    ADMINISTRATIVE,
    /** Octets of one message, which holds an entry with all its values. */
    MESSAGE
  }

  private final Limit limit;

  /** A limit that is exceeded. */
  public LimitExceededException(Limit limit, String message) {
    super(message, null);
    this.limit = limit;
  }

  /** Which. */
  public Limit limit() {
    return limit;
  }
}
