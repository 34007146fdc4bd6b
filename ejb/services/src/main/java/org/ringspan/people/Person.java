package org.ringspan.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.identity.Role;

/**
 * A user with what is known of the person.
 *
 * @param id never given to another user or group
 * @param mail where letters go
 * @param active whether the user may log in
 * @param detailsVersion counts the changes of the details; 0: nothing is kept of them
 * @param numbers of lines and destinations, as the telephone system has them
 * @param groups that have the user as a member, the groups in which they are themselves included
 * @param userTag the mark of the user in the configuration
 */
public record Person(
    long id,
    UserId login,
    String name,
    Optional<String> mail,
    boolean active,
    Role role,
    PersonDetails details,
    long detailsVersion,
    Instant created,
    Instant modified,
    List<Phone> numbers,
    List<Membership> groups,
    String userTag) {
  public Person {
    numbers = List.copyOf(numbers);
    groups = List.copyOf(groups);
  }

  /**
   * A number at which the person is reached.
   *
   * @param line whether it is of a line of ours; otherwise of a destination
   */
  public record Phone(String value, boolean line) {}

  /**
   * A group of the person.
   *
   * @param direct whether the person is a member itself
   */
  public record Membership(long group, String name, boolean direct) {}
}
