package org.ringspan.rest.directory;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.Field;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Problem;

/** Reads settings of the connector; what isn't given is as usual. */
final class DirectorySettingsJson {
  static final Set<String> FIELDS =
      Set.of(
          "bases",
          "filter",
          "attributes",
          "mostDeactivated",
          "writeNumbers",
          "dailyAt",
          "follow",
          "avatar",
          "groups",
          "onlyMembers");

  private DirectorySettingsJson() {}

  static DirectorySettings read(JsonObject json) {
    return new DirectorySettings(
        bases(json),
        Bodies.optionalText(json, "filter").orElse(DirectorySettings.USUAL_FILTER),
        attributes(json),
        mostDeactivated(json),
        Bodies.flag(json, "writeNumbers", false),
        Bodies.optionalText(json, "dailyAt").map(DirectorySettingsJson::time),
        Bodies.flag(json, "follow", false),
        Bodies.optionalText(json, "avatar").map(String::strip).filter(it -> !it.isEmpty()),
        groups(json));
  }

  private static DirectorySettings.Groups groups(JsonObject json) {
    List<String> names =
        json.containsKey("groups")
            ? names(json, "groups", 0, DirectorySettings.Groups.MOST)
            : List.of();
    boolean onlyMembers = Bodies.flag(json, "onlyMembers", false);
    if (onlyMembers && names.isEmpty()) {
      throw Problem.invalid("/onlyMembers", "no group is named");
    }
    return new DirectorySettings.Groups(names, onlyMembers);
  }

  private static List<String> bases(JsonObject json) {
    return names(json, "bases", 1, DirectorySettings.MOST_BASES);
  }

  private static List<String> names(JsonObject json, String field, int least, int most) {
    JsonValue value = json.get(field);
    if (!(value instanceof JsonArray array)) {
      throw Problem.invalid("/" + field, value == null ? "missing" : "must be a list");
    }
    if (array.size() < least || array.size() > most) {
      throw Problem.invalid("/" + field, "has " + least + "-" + most + " names");
    }
    List<String> names = new ArrayList<>();
    for (JsonValue base : array) {
      if (!(base instanceof JsonString text) || text.getString().isBlank()) {
        throw Problem.invalid("/" + field + "/" + names.size(), "must be a distinguished name");
      }
      names.add(text.getString().strip());
    }
    return names;
  }

  private static Map<Field, String> attributes(JsonObject json) {
    JsonValue value = json.get("attributes");
    if (value == null) {
      return DirectorySettings.usualAttributes();
    }
    if (!(value instanceof JsonObject given)) {
      throw Problem.invalid("/attributes", "must be an object");
    }
    Map<Field, String> attributes = new EnumMap<>(Field.class);
    for (String name : given.keySet()) {
      Field field = field(name);
      String attribute =
          Optional.of(given.get(name))
              .filter(JsonString.class::isInstance)
              .map(text -> ((JsonString) text).getString().strip())
              .orElseThrow(() -> Problem.invalid("/attributes/" + name, "must be a text"));
      attributes.put(field, attribute);
    }
    for (Field field : List.of(Field.LOGIN, Field.NAME, Field.MAIL)) {
      attributes.putIfAbsent(field, field.usualAttribute());
    }
    return attributes;
  }

  private static Field field(String name) {
    for (Field field : Field.values()) {
      if (field.name().toLowerCase(Locale.ROOT).equals(name)) {
        return field;
      }
    }
    throw Problem.invalid(
        "/attributes/" + name.replace("~", "~0").replace("/", "~1"), "unknown field");
  }

  private static int mostDeactivated(JsonObject json) {
    JsonValue value = json.get("mostDeactivated");
    if (value == null) {
      return DirectorySettings.USUAL_MOST_DEACTIVATED;
    }
    if (value instanceof JsonNumber number
        && number.isIntegral()
        && number.bigIntegerValue().bitLength() < Integer.SIZE
        && number.intValue() >= 0
        && number.intValue() <= 100) {
      return number.intValue();
    }
    throw Problem.invalid("/mostDeactivated", "must be 0-100");
  }

  private static LocalTime time(String text) {
    try {
      if (text.length() == 5) {
        return LocalTime.parse(text);
      }
    } catch (DateTimeParseException e) {
      // Said below.
    }
    throw Problem.invalid("/dailyAt", "must be a time from 00:00 to 23:59");
  }
}
