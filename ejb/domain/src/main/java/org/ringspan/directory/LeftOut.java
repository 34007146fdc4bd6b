package org.ringspan.directory;

/**
 * A person who doesn't become a user.
 *
 * @param entry its distinguished name
 * @param login as the directory has it; empty when it has none
 */
public record LeftOut(String entry, String login, Why why) {
  /** Why not. */
  public enum Why {
    NO_MAIL,
    NO_LOGIN,
    /** The login has characters that a user's can't have, or too many. */
    LOGIN_NOT_POSSIBLE,
    /** Another person of the directory has the same one; the case of letters doesn't matter. */
    LOGIN_TWICE,
    /** A user with this login belongs to another person of the directory. */
    LOGIN_OF_ANOTHER,
    NO_NAME,
    /** The loser of a conflict between two controllers: its twin is the person. */
    CONFLICT,
    /** Nobody is made a user by a disabled account. */
    DISABLED
  }
}
