package org.ringspan.configuration.boundary;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.UserId;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.identity.Actor;
import org.ringspan.json.SharedJson;

/**
 * What users may change of their own: whether destinations ring, whether declining a call counts
 * for all telephones, the destinations with their timers, lists and schedules, and where their
 * lines forward. Everything else is the administrators'.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OwnSettings {
  private static final Set<String> OF_A_USER =
      Set.of("mobility", "declinesEverywhere", "remoteDestinations");
  private static final String REACH = "singleNumberReach";
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
   * @param fields {@code mobility}, {@code declinesEverywhere}, {@code remoteDestinations}; what is
   *     left out stays
   * @throws ConfigurationRefused when it can't be done
   */
  public ConfigurationChange change(
      Actor actor, UserId user, Optional<String> tag, JsonObject fields) {
    requireOnly(fields, OF_A_USER);
    return change(
        actor,
        user,
        tag,
        now ->
            SharedJson.createObjectBuilder(now)
                .addAll(SharedJson.createObjectBuilder(fields))
                .build());
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
            java.util.List.of(
                new Fault(
                    "/" + name.replace("~", "~0").replace("/", "~1"),
                    "isn't yours to change: only "
                        + String.join(", ", allowed.stream().sorted().toList()))));
      }
    }
  }
}
