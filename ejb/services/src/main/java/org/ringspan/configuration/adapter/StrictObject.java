package org.ringspan.configuration.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object of a seed document, read field by field. What is missing, of another kind or never
 * asked for is refused with its path.
 */
final class StrictObject {
  private static final int LONGEST_TEXT = 255;
  private static final int LONGEST_NUMBER = 9;

  private final Place place;
  private final JsonObject object;
  private final Set<String> known = new HashSet<>();

  StrictObject(Place place, JsonValue value) {
    this.place = place;
    if (!(value instanceof JsonObject given)) {
      throw new SeedRefused(place, "must be an object");
    }
    this.object = given;
  }

  /** A fault of one of its fields, which has been read. */
  SeedRefused fault(String name, String why) {
    return new SeedRefused(at(name), why);
  }

  /** Refuses fields that nobody has asked for. */
  void nothingElse() {
    for (String name : object.keySet()) {
      if (!known.contains(name)) {
        throw new SeedRefused(at(shortened(name)), "unknown field");
      }
    }
  }

  String text(String name) {
    return present(name, optionalText(name));
  }

  Optional<String> optionalText(String name) {
    return value(name).map(value -> textOf(at(name), value));
  }

  /** A text that {@code form} accepts; what it says about others is shown. */
  <T> T value(String name, Function<String, T> form) {
    return present(name, optionalValue(name, form));
  }

  <T> Optional<T> optionalValue(String name, Function<String, T> form) {
    return optionalText(name).map(text -> converted(at(name), text, form));
  }

  boolean flag(String name, boolean otherwise) {
    return value(name)
        .map(
            value ->
                switch (value.getValueType()) {
                  case TRUE -> true;
                  case FALSE -> false;
                  default -> throw new SeedRefused(at(name), "must be true or false");
                })
        .orElse(otherwise);
  }

  int number(String name) {
    return present(name, value(name).map(value -> wholeNumber(at(name), value)));
  }

  int number(String name, int otherwise) {
    return value(name).map(value -> wholeNumber(at(name), value)).orElse(otherwise);
  }

  /** Whether the field is there. */
  boolean has(String name) {
    return value(name).isPresent();
  }

  /** Whether the field is this text; a field of another kind is not. */
  boolean says(String name, String text) {
    return value(name)
        .filter(value -> value instanceof JsonString said && said.getString().equals(text))
        .isPresent();
  }

  Duration milliseconds(String name, Duration otherwise) {
    return value(name)
        .map(value -> Duration.ofMillis(wholeNumber(at(name), value)))
        .orElse(otherwise);
  }

  Optional<StrictObject> optionalObject(String name) {
    return value(name).map(value -> new StrictObject(at(name), value));
  }

  /** What {@code form} makes of an object, which has no field that it doesn't ask for. */
  <T> Optional<T> optional(String name, Function<StrictObject, T> form) {
    return optionalObject(name)
        .map(
            object -> {
              T made = object.checked(form);
              object.nothingElse();
              return made;
            });
  }

  /** The elements of an array of objects; none when the field is missing. */
  <T> List<T> objects(String name, Function<StrictObject, T> form) {
    return elements(
        name,
        (place, value) -> {
          StrictObject element = new StrictObject(place, value);
          T made = element.checked(form);
          element.nothingElse();
          return made;
        });
  }

  /** The elements of an array of texts; none when the field is missing. */
  <T> List<T> texts(String name, Function<String, T> form) {
    return elements(name, (place, value) -> converted(place, textOf(place, value), form));
  }

  /** What {@code form} makes of this object; what it objects to is shown with the path. */
  <T> T checked(Function<StrictObject, T> form) {
    try {
      return form.apply(this);
    } catch (IllegalArgumentException e) {
      throw new SeedRefused(place, String.valueOf(e.getMessage()));
    }
  }

  private interface ElementForm<T> {
    T of(Place place, JsonValue value);
  }

  private <T> List<T> elements(String name, ElementForm<T> form) {
    Optional<JsonValue> value = value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof JsonArray array)) {
      throw new SeedRefused(at(name), "must be an array");
    }
    List<T> made = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      made.add(form.of(at(name).element(i), array.get(i)));
    }
    return made;
  }

  private Optional<JsonValue> value(String name) {
    known.add(name);
    @Nullable JsonValue value = object.get(name);
    return Optional.ofNullable(value);
  }

  private <T> T present(String name, Optional<T> value) {
    return value.orElseThrow(() -> new SeedRefused(at(name), "missing"));
  }

  private Place at(String name) {
    return place.field(name);
  }

  private static String textOf(Place place, JsonValue value) {
    if (!(value instanceof JsonString string)) {
      throw new SeedRefused(place, "must be a text");
    }
    String text = string.getString();
    if (text.isBlank() || text.length() > LONGEST_TEXT) {
      throw new SeedRefused(place, "must have 1-" + LONGEST_TEXT + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new SeedRefused(place, "must not hold control characters");
    }
    return text;
  }

  private static int wholeNumber(Place place, JsonValue value) {
    // The text form is looked at first: a number like 1e999999999 must not be expanded.
    if (!(value instanceof JsonNumber number)
        || number.toString().length() > LONGEST_NUMBER
        || !number.toString().chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new SeedRefused(place, "must be a whole number from 0 to 999999999");
    }
    return Integer.parseInt(number.toString());
  }

  private static <T> T converted(Place place, String text, Function<String, T> form) {
    try {
      return form.apply(text);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new SeedRefused(place, String.valueOf(e.getMessage()));
    }
  }

  private static String shortened(String name) {
    String visible = name.replaceAll("\\p{Cntrl}", "?");
    return visible.length() > 64 ? visible.substring(0, 64) + "…" : visible;
  }
}
