package org.ringspan.people;

import java.util.Optional;

/**
 * What somebody wants a person to be.
 *
 * @param name as shown to others, 1 to 255 characters
 * @param extension the number of a line; looked at only when the person is new
 * @param publicNumber under which the line is reached from outside; needs an extension
 * @param mobile a destination; looked at only when the person is new
 */
public record PersonDraft(
    String login,
    String name,
    Optional<String> mail,
    boolean active,
    PersonDetails details,
    Optional<String> password,
    Optional<String> extension,
    Optional<String> publicNumber,
    Optional<String> mobile) {
  @Override
  public String toString() {
    return "PersonDraft[" + login + "]";
  }
}
