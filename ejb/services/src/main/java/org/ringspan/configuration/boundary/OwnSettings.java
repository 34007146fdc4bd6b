package org.ringspan.configuration.boundary;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.UserId;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.identity.Actor;
import org.ringspan.json.SharedJson;

/**
 * What users may change of their own: whether destinations ring, whether declining a call counts
 * for all telephones, the destinations with their timers, lists and schedules, what they are sent
 * by mail, where their lines forward, and whether calls of their hunt groups ring there. Everything
 * else is the administrators', the mail address too.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OwnSettings {
  /** Written as one's language: the company's is spoken again. */
  public static final String COMPANY_LANGUAGE = "company";

  private static final String LANGUAGE = "language";
  private static final Set<String> OF_A_USER =
      Set.of(
          "mobility",
          "declinesEverywhere",
          "remoteDestinations",
          "mailNewMessages",
          "mailMarksHeard",
          "mailMissedCalls",
          LANGUAGE);
  private static final String REACH = "singleNumberReach";
  private static final String LOGGED_IN = "loggedIn";

  /** Others may change the same group. */
  private static final int MOST_ATTEMPTS = 5;

  private static final Set<String> OF_A_LINE = Set.of("forwarding", "forwardNoAnswer");

  @Inject private ConfigurationEditing editing;
  @Inject private ConfigurationReading reading;

  /** The user as configured. Reads memory only. */
  public Optional<Resource> read(UserId user) {
    return reading.read(ResourceKind.USER, user.value());
  }

  /**
   * Changes some fields of a user.
   *
   * @param tag the mark of the user; empty: whatever it is
   * @param fields {@code mobility}, {@code declinesEverywhere}, {@code remoteDestinations}, {@code
   *     mailNewMessages}, {@code mailMarksHeard}, {@code mailMissedCalls}, {@code language}; what
   *     is left out stays
   * @throws ConfigurationRefused when it can't be done
   */
  public ConfigurationChange change(
      Actor actor, UserId user, Optional<String> tag, JsonObject fields) {
    requireOnly(fields, OF_A_USER);
    return change(
        actor,
        user,
        tag,
        now -> {
          JsonObjectBuilder changed =
              SharedJson.createObjectBuilder(now).addAll(SharedJson.createObjectBuilder(fields));
          return (COMPANY_LANGUAGE.equals(fields.getString(LANGUAGE, ""))
                  ? changed.remove(LANGUAGE)
                  : changed)
              .build();
        });
  }

  /**
   * Turns single number reach on or off, as the user asks by telephone.
   *
   * @param destination which; none: all of them
   * @return whether it is as asked now; not when the user has no such destination
   * @throws ConfigurationRefused when it can't be done
   */
  public boolean switchReach(
      Actor actor, UserId user, Optional<DestinationNumber> destination, boolean on) {
    Resource now =
        read(user)
            .orElseThrow(
                () -> new ConfigurationRefused(Reason.NOT_FOUND, "there is no user " + user));
    JsonArrayBuilder switched = SharedJson.createArrayBuilder();
    boolean found = false;
    boolean differs = false;
    for (JsonObject one :
        now.json().getJsonArray("remoteDestinations").getValuesAs(JsonObject.class)) {
      boolean meant =
          destination.isEmpty() || destination.get().value().equals(one.getString("number"));
      found |= meant;
      differs |= meant && one.getBoolean(REACH) != on;
      switched.add(meant ? SharedJson.createObjectBuilder(one).add(REACH, on).build() : one);
    }
    if (differs) {
      var unused =
          change(
              actor,
              user,
              Optional.of(now.tag()),
              SharedJson.createObjectBuilder().add("remoteDestinations", switched).build());
    }
    return found;
  }

  /** The hunt groups that lines of a user are members of. Reads memory only. */
  public List<HuntMembership> huntGroups(UserId user) {
    Set<String> lines = linesOf(user);
    List<HuntMembership> memberships = new ArrayList<>();
    for (Resource group : reading.list(ResourceKind.HUNT_GROUP, ResourceQuestion.ALL).resources()) {
      for (JsonObject member : members(group.json())) {
        if (lines.contains(member.getString("line"))) {
          memberships.add(
              new HuntMembership(
                  group.key(),
                  group.json().getString("number"),
                  member.getString("line"),
                  member.getBoolean(LOGGED_IN)));
        }
      }
    }
    return memberships;
  }

  /**
   * Has calls of a hunt group ring at a user's lines that are members of it, or no more. What
   * others change of the group at the same moment stays.
   *
   * @param group its name
   * @throws ConfigurationRefused when the user is no member of it, or it can't be done
   */
  public void switchHunting(Actor actor, UserId user, String group, boolean on) {
    for (int attempt = 1; ; attempt++) {
      try {
        tryHunting(actor, user, group, on);
        return;
      } catch (ConfigurationRefused e) {
        if (e.reason() != Reason.CHANGED || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void tryHunting(Actor actor, UserId user, String group, boolean on) {
    Set<String> lines = linesOf(user);
    Optional<Resource> now = reading.read(ResourceKind.HUNT_GROUP, group);
    JsonArrayBuilder members = SharedJson.createArrayBuilder();
    boolean found = false;
    boolean differs = false;
    for (JsonObject member : now.map(Resource::json).map(OwnSettings::members).orElse(List.of())) {
      boolean own = lines.contains(member.getString("line"));
      found |= own;
      differs |= own && member.getBoolean(LOGGED_IN) != on;
      members.add(own ? SharedJson.createObjectBuilder(member).add(LOGGED_IN, on).build() : member);
    }
    if (!found) {
      throw new ConfigurationRefused(
          Reason.NOT_FOUND, "you are no member of a hunt group " + group);
    }
    if (differs) {
      var unused =
          editing.replace(
              actor,
              ResourceKind.HUNT_GROUP,
              group,
              now.map(Resource::tag),
              SharedJson.createObjectBuilder(now.orElseThrow().json())
                  .add("members", members)
                  .build());
    }
  }

  private static List<JsonObject> members(JsonObject group) {
    return group.getJsonArray("members").getValuesAs(JsonObject.class);
  }

  private Set<String> linesOf(UserId user) {
    return read(user)
        .map(
            it ->
                it.json().getJsonArray("lines").getValuesAs(JsonObject.class).stream()
                    .map(line -> line.getString("number"))
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  /**
   * Changes where a line of a user forwards.
   *
   * @param tag the mark of the user; empty: whatever it is
   * @param fields {@code forwarding}, {@code forwardNoAnswer}; what is left out stays
   * @throws ConfigurationRefused when it can't be done
   */
  public ConfigurationChange changeLine(
      Actor actor, UserId user, String number, Optional<String> tag, JsonObject fields) {
    requireOnly(fields, OF_A_LINE);
    return change(
        actor,
        user,
        tag,
        now -> {
          JsonArrayBuilder lines = SharedJson.createArrayBuilder();
          boolean found = false;
          for (JsonObject line : now.getJsonArray("lines").getValuesAs(JsonObject.class)) {
            boolean isIt = line.getString("number").equals(number);
            found |= isIt;
            lines.add(isIt ? merged(line, fields) : line);
          }
          if (!found) {
            throw new ConfigurationRefused(Reason.NOT_FOUND, "you have no line " + number);
          }
          return SharedJson.createObjectBuilder(now).add("lines", lines).build();
        });
  }

  private static JsonValue merged(JsonObject line, JsonObject fields) {
    JsonObjectBuilder merged = SharedJson.createObjectBuilder(line);
    fields.forEach(merged::add);
    return merged.build();
  }

  private ConfigurationChange change(
      Actor actor, UserId user, Optional<String> tag, UnaryOperator<JsonObject> edit) {
    Resource now =
        read(user)
            .orElseThrow(
                () -> new ConfigurationRefused(Reason.NOT_FOUND, "there is no user " + user));
    if (tag.isPresent() && !tag.get().equals(now.tag())) {
      throw new ConfigurationRefused(
          Reason.CHANGED, "your settings have been changed meanwhile: read them again");
    }
    // What was read is what is replaced, also when somebody else is as quick.
    return editing.replace(
        actor, ResourceKind.USER, user.value(), Optional.of(now.tag()), edit.apply(now.json()));
  }

  private static void requireOnly(JsonObject fields, Set<String> allowed) {
    for (String name : fields.keySet()) {
      if (!allowed.contains(name)) {
        throw new ConfigurationRefused(
            Reason.INVALID,
            List.of(
                new Fault(
                    "/" + name.replace("~", "~0").replace("/", "~1"),
                    "isn't yours to change: only "
                        + String.join(", ", allowed.stream().sorted().toList()))));
      }
    }
  }
}
