package org.ringspan.console.things;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ringspan.configuration.boundary.ResourceKind;

/** What the lists of things show of each kind. */
final class Kinds {
  private Kinds() {}

  /** The kind of this name in addresses; empty when there is none. */
  static Optional<ResourceKind> named(String plural) {
    return Arrays.stream(ResourceKind.values())
        .filter(kind -> kind.plural().equals(plural))
        .findFirst();
  }

  /** The name of a kind among the texts. */
  static String textKey(ResourceKind kind) {
    return "kind_" + kind.plural().replace("-", "");
  }

  /** The entry of the navigation under which a kind is found. */
  static String here(ResourceKind kind) {
    return switch (kind) {
      case USER -> "users";
      case LINE -> "lines";
      case DEVICE -> "devices";
      case TRUNK -> "trunks";
      case HUNT_GROUP -> "huntgroups";
      case PARK_NUMBERS -> "parknumbers";
      case DIAL_PLAN_SETTINGS, VOICEMAIL, REACH, DEVICE_POOL -> "settings";
      default -> "dialplan";
    };
  }

  /** The fields that a list shows. */
  static List<String> columns(ResourceKind kind) {
    return switch (kind) {
      case USER -> List.of("id", "name", "role");
      case LINE -> List.of("number", "user", "did", "voicemail", "partition", "searchSpace");
      case DEVICE -> List.of("name", "user", "lines", "devicePool");
      case HUNT_GROUP -> List.of("name", "number", "did", "algorithm", "members");
      case PARK_NUMBERS -> List.of("name", "first", "last", "prefix", "reversion", "revertTo");
      case TRUNK -> List.of("name", "transport", "host", "domain", "channels");
      case ROUTE_GROUP -> List.of("name", "trunks", "distribution");
      case ROUTE_LIST -> List.of("name", "groups");
      case DEVICE_POOL -> List.of("name", "localRouteGroup");
      case PARTITION -> List.of("name");
      case SEARCH_SPACE -> List.of("name", "partitions");
      case ROUTE_PATTERN ->
          List.of("pattern", "partition", "routeList", "trunk", "block", "class", "called");
      case TRANSLATION_PATTERN ->
          List.of("pattern", "partition", "searchSpace", "called", "calling");
      case TRANSFORMATION_PATTERN ->
          List.of("pattern", "kind", "partition", "change", "presentation");
      case APPLICATION_DIAL_RULE ->
          List.of("name", "beginsWith", "numberOfDigits", "digitsToRemove", "prefix");
      case DIAL_PLAN_SETTINGS, VOICEMAIL, REACH -> List.of();
    };
  }

  /** What a field of a thing says, in one line. */
  static String shown(JsonObject thing, String field) {
    JsonValue value = thing.get(field);
    return value == null ? "" : shown(value);
  }

  private static String shown(JsonValue value) {
    return switch (value) {
      case JsonString text -> text.getString();
      case JsonNumber number -> number.toString();
      case JsonArray array -> array.stream().map(Kinds::shown).collect(Collectors.joining(", "));
      // A member of a hunt group; who has logged out stands in parentheses.
      case JsonObject object when object.containsKey("line") ->
          object.getBoolean("loggedIn", true)
              ? object.getString("line")
              : "(" + object.getString("line") + ")";
      case JsonObject object ->
          object.entrySet().stream()
              .map(entry -> entry.getKey() + " " + shown(entry.getValue()))
              .collect(Collectors.joining(", "));
      default -> value.toString().toLowerCase(Locale.ROOT).equals("true") ? "✓" : "–";
    };
  }
}
