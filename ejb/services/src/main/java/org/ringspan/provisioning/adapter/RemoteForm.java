package org.ringspan.provisioning.adapter;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.ringspan.json.SharedJson;
import org.ringspan.people.Group;
import org.ringspan.people.Person;
import org.ringspan.people.PersonField;

/**
 * People and groups in SCIM's form. What a service keeps of its own beside what it is told stays:
 * ours is put into what it has.
 */
final class RemoteForm {
  private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
  private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

  private RemoteForm() {}

  /** A person. */
  static JsonObject user(Person person) {
    Optional<String> given = person.details().text(PersonField.GIVEN_NAME);
    Optional<String> family = person.details().text(PersonField.FAMILY_NAME);
    if (given.isEmpty() && family.isEmpty()) {
      // Many services want both. The last word is the family's more often than not.
      int blank = person.name().strip().lastIndexOf(' ');
      family = Optional.of(person.name().strip().substring(blank + 1));
      given = Optional.of(blank < 0 ? family.get() : person.name().strip().substring(0, blank));
    }
    JsonObjectBuilder name = SharedJson.createObjectBuilder().add("formatted", person.name());
    given.ifPresent(it -> name.add("givenName", it));
    family.ifPresent(it -> name.add("familyName", it));
    JsonObjectBuilder user =
        SharedJson.createObjectBuilder()
            .add("userName", person.login().value())
            .add("externalId", Long.toString(person.id()))
            .add("displayName", person.name())
            .add("name", name)
            .add("active", person.active());
    person
        .mail()
        .ifPresent(
            mail ->
                user.add(
                    "emails",
                    SharedJson.createArrayBuilder()
                        .add(
                            SharedJson.createObjectBuilder()
                                .add("value", mail)
                                .add("type", "work")
                                .add("primary", true))));
    return user.build();
  }

  /** The same for somebody who is gone: nothing is known but that there is no login any more. */
  static JsonObject gone() {
    return SharedJson.createObjectBuilder().add("active", false).build();
  }

  /** A group without its members. */
  static JsonObject group(Group group) {
    return SharedJson.createObjectBuilder()
        .add("displayName", group.name())
        .add("externalId", Long.toString(group.id()))
        .build();
  }

  /** A patch that makes people members of a group. */
  static JsonObject adding(Collection<String> members) {
    JsonArrayBuilder all = SharedJson.createArrayBuilder();
    members.forEach(member -> all.add(SharedJson.createObjectBuilder().add("value", member)));
    return patch(
        SharedJson.createArrayBuilder()
            .add(
                SharedJson.createObjectBuilder()
                    .add("op", "add")
                    .add("path", "members")
                    .add("value", all)));
  }

  /** A patch that takes people out of a group. */
  static JsonObject removing(Collection<String> members) {
    JsonArrayBuilder all = SharedJson.createArrayBuilder();
    members.forEach(
        member ->
            all.add(
                SharedJson.createObjectBuilder()
                    .add("op", "remove")
                    .add("path", "members[value eq " + SharedJson.createValue(member) + "]")));
    return patch(all);
  }

  private static JsonObject patch(JsonArrayBuilder operations) {
    return SharedJson.createObjectBuilder()
        .add("schemas", SharedJson.createArrayBuilder().add(PATCH))
        .add("Operations", operations)
        .build();
  }

  /** What is made anew. */
  static JsonObject made(boolean user, JsonObject ours) {
    return SharedJson.createObjectBuilder(ours)
        .add("schemas", SharedJson.createArrayBuilder().add(user ? USER : GROUP))
        .build();
  }

  /** What the service has, with ours in it. */
  static JsonObject merged(JsonObject theirs, JsonObject ours) {
    JsonObjectBuilder merged =
        SharedJson.createObjectBuilder(theirs).remove("meta").remove("groups").remove("members");
    ours.forEach(
        (name, value) ->
            merged.add(
                name,
                value instanceof JsonObject object && theirs.get(name) instanceof JsonObject before
                    ? inside(before, object)
                    : value));
    return merged.build();
  }

  private static JsonValue inside(JsonObject theirs, JsonObject ours) {
    JsonObjectBuilder merged = SharedJson.createObjectBuilder(theirs);
    ours.forEach(merged::add);
    return merged.build();
  }

  /** A mark of what is told. */
  static String mark(JsonObject ours) {
    Function<byte[], String> text = Base64.getUrlEncoder().withoutPadding()::encodeToString;
    try {
      return text.apply(
          MessageDigest.getInstance("SHA-256")
              .digest(ours.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The service's id of something. */
  static Optional<String> id(JsonObject theirs) {
    return Optional.ofNullable(theirs.getString("id", null))
        .filter(id -> !id.isEmpty() && id.length() <= 255);
  }
}
