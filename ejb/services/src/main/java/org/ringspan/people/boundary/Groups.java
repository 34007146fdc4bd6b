package org.ringspan.people.boundary;

import static org.ringspan.configuration.boundary.ConfigurationRefused.Reason;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.identity.Actor;
import org.ringspan.people.Found;
import org.ringspan.people.Group;
import org.ringspan.people.GroupField;
import org.ringspan.people.Search;
import org.ringspan.people.adapter.GroupStore;
import org.ringspan.people.adapter.Ids;

/**
 * Groups of people and of other groups. Each change is one transaction with a line of the trail.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Groups {
  private static final int LONGEST = 255;

  @Inject private GroupStore store;

  /**
   * A page of groups.
   *
   * @param withMembers whether their members are told
   */
  public Found<Group> search(Search<GroupField> search, boolean withMembers) {
    return store.search(search, withMembers);
  }

  /** One group; empty when there is none of this id. */
  public Optional<Group> read(String id, boolean withMembers) {
    return Ids.of(id).isPresent()
        ? store.read(Ids.of(id).getAsLong(), withMembers)
        : Optional.empty();
  }

  /**
   * Makes a group.
   *
   * @throws ConfigurationRefused when something has a fault; nothing has changed
   */
  public Group create(Actor actor, Group.Draft draft) {
    check(draft);
    return store.create(actor, draft);
  }

  /**
   * Puts what is wanted in the place of a group.
   *
   * @param seen the version that was seen
   * @throws ConfigurationRefused when it has been changed since, or something has a fault
   */
  public Group replace(Actor actor, long id, long seen, Group.Draft draft) {
    check(draft);
    return store.replace(actor, id, seen, draft);
  }

  /**
   * Removes a group; its members stay.
   *
   * @param seen the version that was seen
   * @throws ConfigurationRefused when it has been changed since
   */
  public void delete(Actor actor, long id, long seen) {
    store.delete(actor, id, seen);
  }

  private static void check(Group.Draft draft) {
    if (isNoText(draft.name())) {
      throw invalid("/name", "a name has 1-255 characters and no control characters");
    }
    if (draft.externalId().filter(Groups::isNoText).isPresent()) {
      throw invalid("/externalId", "has 1-255 characters and no control characters");
    }
    if (new HashSet<>(draft.members()).size() > Group.MOST_MEMBERS) {
      throw invalid("/members", "a group has at most " + Group.MOST_MEMBERS + " members");
    }
  }

  private static boolean isNoText(String text) {
    return text.isBlank()
        || text.length() > LONGEST
        || text.chars().anyMatch(Character::isISOControl);
  }

  private static ConfigurationRefused invalid(String pointer, String message) {
    return new ConfigurationRefused(Reason.INVALID, List.of(new Fault(pointer, message)));
  }
}
