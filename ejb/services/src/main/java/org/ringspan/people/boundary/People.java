package org.ringspan.people.boundary;

import static org.ringspan.configuration.boundary.ConfigurationRefused.Reason;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringspan.address.UserId;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.identity.Actor;
import org.ringspan.json.SharedJson;
import org.ringspan.people.Found;
import org.ringspan.people.Person;
import org.ringspan.people.Person.Membership;
import org.ringspan.people.PersonDetails;
import org.ringspan.people.PersonDraft;
import org.ringspan.people.PersonField;
import org.ringspan.people.Search;
import org.ringspan.people.SearchRefused;
import org.ringspan.people.adapter.Ids;
import org.ringspan.people.adapter.PeopleStore;

/**
 * People as an identity store has them. They are the users of the configuration: a change here is a
 * change of the user, checked, written into the trail and in force like any other, with what is
 * known of the person in the same transaction.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class People {
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_PASSWORD = 256;
  private static final int LONGEST_NAME = 255;

  @Inject private PeopleStore store;
  @Inject private ConfigurationEditing editing;
  @Inject private ConfigurationReading reading;

  /**
   * A page of people.
   *
   * @throws SearchRefused when the search asks for what can't be looked for
   */
  public Found<Person> search(Search<PersonField> search) {
    Found<Person> found = store.search(search);
    return new Found<>(whole(found.page()), found.total());
  }

  /** One person; empty when there is none of this id. */
  public Optional<Person> read(String id) {
    OptionalLong number = Ids.of(id);
    return number.isEmpty() ? Optional.empty() : read(number.getAsLong());
  }

  private Optional<Person> read(long id) {
    return store.read(id).map(person -> whole(List.of(person)).getFirst());
  }

  /** The person with this login, whatever the case of the letters. */
  public Optional<Person> withLogin(String login) {
    OptionalLong id = store.idOf(login);
    return id.isEmpty() ? Optional.empty() : read(id.getAsLong());
  }

  private List<Person> whole(List<Person> people) {
    Map<Long, List<Membership>> groups = store.groups(people.stream().map(Person::id).toList());
    List<Person> whole = new ArrayList<>(people.size());
    for (Person person : people) {
      Optional<Resource> user = reading.read(ResourceKind.USER, person.login().value());
      whole.add(
          new Person(
              person.id(),
              person.login(),
              person.name(),
              person.mail(),
              person.active(),
              person.role(),
              person.details(),
              person.detailsVersion(),
              person.created(),
              person.modified(),
              user.map(it -> numbers(it.json())).orElse(List.of()),
              groups.getOrDefault(person.id(), List.of()),
              user.map(Resource::tag).orElse("")));
    }
    return whole;
  }

  private static List<Person.Phone> numbers(JsonObject user) {
    List<Person.Phone> numbers = new ArrayList<>();
    for (JsonObject line : objects(user, "lines")) {
      numbers.add(new Person.Phone(line.getString("number"), true));
      Optional.ofNullable(line.getString("did", null))
          .ifPresent(did -> numbers.add(new Person.Phone(did, true)));
    }
    for (JsonObject destination : objects(user, "remoteDestinations")) {
      numbers.add(new Person.Phone(destination.getString("number"), false));
    }
    return numbers;
  }

  private static List<JsonObject> objects(JsonObject json, String name) {
    return json.containsKey(name)
        ? json.getJsonArray(name).getValuesAs(JsonObject.class)
        : List.of();
  }

  /**
   * Makes a user of a person.
   *
   * @throws ConfigurationRefused when there is one with this login already, or something has a
   *     fault; nothing has changed
   */
  public Person create(Actor actor, PersonDraft draft) {
    check(draft);
    UserId login =
        UserId.in(draft.login())
            .orElseThrow(
                () ->
                    invalid(
                        "/login",
                        "a login is 1-64 of A-Z a-z 0-9 . _ -, first a letter: give what is before"
                            + " the at sign of an address"));
    if (store.idOf(login.value()).isPresent()) {
      throw new ConfigurationRefused(
          Reason.EXISTS, "there is a user with the login " + login + " already");
    }
    JsonObjectBuilder user =
        SharedJson.createObjectBuilder()
            .add("id", login.value())
            .add("name", draft.name())
            .add("enabled", draft.active());
    draft.mail().ifPresent(mail -> user.add("mailAddress", mail));
    draft
        .extension()
        .ifPresent(
            number -> {
              JsonObjectBuilder line = SharedJson.createObjectBuilder().add("number", number);
              draft.publicNumber().ifPresent(did -> line.add("did", did));
              user.add("lines", SharedJson.createArrayBuilder().add(line));
            });
    draft
        .mobile()
        .ifPresent(
            number ->
                user.add(
                    "remoteDestinations",
                    SharedJson.createArrayBuilder()
                        .add(
                            SharedJson.createObjectBuilder()
                                .add("number", number)
                                .add("name", "mobile"))));
    var unused =
        editing.create(
            actor, ResourceKind.USER, user.build(), () -> store.add(actor, login, draft.details()));
    draft.password().ifPresent(password -> editing.setUserPassword(actor, login, password));
    return withLogin(login.value()).orElseThrow(() -> gone(login));
  }

  /**
   * Puts what somebody wants in the place of what was seen. Numbers stay as they are.
   *
   * @throws ConfigurationRefused when it has been changed since, or something has a fault; nothing
   *     has changed
   */
  public Person replace(Actor actor, Person seen, PersonDraft draft) {
    check(draft);
    UserId login = seen.login();
    if (!login.value().equalsIgnoreCase(draft.login())) {
      throw new ConfigurationRefused(
          Reason.NOT_ALLOWED,
          "a user keeps the login it began with: this is " + login + ", not " + draft.login());
    }
    Resource now = reading.read(ResourceKind.USER, login.value()).orElseThrow(() -> gone(login));
    if (!now.tag().equals(seen.userTag())) {
      throw new ConfigurationRefused(
          Reason.CHANGED, login + " has been changed meanwhile: read it again");
    }
    JsonObject was = now.json();
    JsonObject wanted = wanted(was, draft);
    Runnable details =
        () -> store.keep(actor, seen.id(), login, draft.details(), seen.detailsVersion());
    if (wanted.equals(was)) {
      details.run();
    } else {
      var unused =
          editing.replace(
              actor, ResourceKind.USER, login.value(), Optional.of(now.tag()), wanted, details);
    }
    draft.password().ifPresent(password -> editing.setUserPassword(actor, login, password));
    return read(seen.id()).orElseThrow(() -> gone(login));
  }

  private static JsonObject wanted(JsonObject was, PersonDraft draft) {
    JsonObjectBuilder user =
        SharedJson.createObjectBuilder(was)
            .add("name", draft.name())
            .add("enabled", draft.active())
            .remove("mailAddress");
    draft.mail().ifPresent(mail -> user.add("mailAddress", mail));
    return user.build();
  }

  /**
   * Removes a user whom nothing refers to.
   *
   * @param seen as it was seen
   * @throws ConfigurationRefused when it can't be
   */
  public void delete(Actor actor, Person seen) {
    var unused =
        editing.delete(actor, ResourceKind.USER, seen.login().value(), Optional.of(seen.userTag()));
  }

  private static void check(PersonDraft draft) {
    if (draft.name().isBlank()
        || draft.name().length() > LONGEST_NAME
        || draft.name().chars().anyMatch(Character::isISOControl)) {
      throw invalid("/name", "a name has 1-255 characters and no control characters");
    }
    draft
        .details()
        .texts()
        .forEach(
            (field, text) -> {
              if (text.isEmpty()
                  || text.length() > PersonDetails.LONGEST_TEXT
                  || text.indexOf('\0') >= 0) {
                throw invalid(
                    "/" + field.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                    "has 1-" + PersonDetails.LONGEST_TEXT + " characters");
              }
            });
    if (draft.details().more().length() > PersonDetails.LONGEST_MORE
        || draft.details().more().contains("\\u0000")) {
      throw invalid(
          "",
          "the further attributes are longer than " + PersonDetails.LONGEST_MORE + " characters");
    }
    if (draft.password().filter(People::isNoPassword).isPresent()) {
      throw invalid(
          "/password",
          "a password has "
              + SHORTEST_PASSWORD
              + "-"
              + LONGEST_PASSWORD
              + " characters and no control characters");
    }
  }

  private static boolean isNoPassword(String password) {
    return password.length() < SHORTEST_PASSWORD
        || password.length() > LONGEST_PASSWORD
        || password.chars().anyMatch(Character::isISOControl);
  }

  private static ConfigurationRefused invalid(String pointer, String message) {
    return new ConfigurationRefused(Reason.INVALID, List.of(new Fault(pointer, message)));
  }

  private static ConfigurationRefused gone(UserId login) {
    return new ConfigurationRefused(Reason.NOT_FOUND, "there is no user " + login + " any more");
  }
}
