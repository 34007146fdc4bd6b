package org.ringspan.journal;

/**
 * The natural key of an object on the remote system. Two names are the same object only when they
 * are equal, so an adapter writes them in one form (lower case, normalised) where the remote system
 * takes several for the same.
 *
 * @param name 1 to 500 characters, such as {@code user:ann@example.org}
 */
public record RemoteObject(String name) {

  private static final int LONGEST = 500;

  /**
   * A key.
   *
   * @throws IllegalArgumentException when it is empty or too long
   */
  public RemoteObject {
    if (name.isEmpty() || name.length() > LONGEST) {
      throw new IllegalArgumentException("an object's name of " + name.length() + " characters");
    }
  }
}
