package org.ringspan.console.form;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.json.SharedJson;

/**
 * A field of a form with what stands in it. What is filled in is kept as it was typed until it is
 * written as JSON; whether it is right is for the configuration to say.
 */
public final class Field implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String OWN = "own";

  private final String name;
  private final Shape shape;
  private final boolean required;
  private String text = "";
  private List<String> chosen = new ArrayList<>();
  private boolean present;
  private final Map<String, Field> children = new LinkedHashMap<>();
  private final List<Field> items = new ArrayList<>();

  Field(String name, Shape shape, boolean required) {
    this.name = name;
    this.shape = shape;
    this.required = required;
    present = required;
    if (required) {
      unfold();
    }
  }

  private void unfold() {
    if (children.isEmpty()) {
      shape
          .fields()
          .forEach(
              (child, of) ->
                  children.put(child, new Field(child, of, shape.required().contains(child))));
    }
  }

  /** Takes what a thing has there. */
  void read(@Nullable JsonValue value) {
    if (value == null) {
      return;
    }
    present = true;
    switch (shape.type()) {
      case TEXT, CHOICE -> text = ((JsonString) value).getString();
      case NUMBER, FLAG -> text = value.toString();
      case TEXTS -> text = String.join("\n", texts(value.asJsonArray()));
      case CHOICES -> chosen = new ArrayList<>(texts(value.asJsonArray()));
      case OBJECT -> readObject(value.asJsonObject());
      case OBJECT_OR_WORD -> {
        if (value instanceof JsonString word) {
          text = word.getString();
        } else {
          text = OWN;
          readObject(value.asJsonObject());
        }
      }
      case LIST -> {
        items.clear();
        for (JsonObject item : value.asJsonArray().getValuesAs(JsonObject.class)) {
          add().readObject(item);
        }
      }
    }
  }

  private void readObject(JsonObject object) {
    unfold();
    children.forEach((child, field) -> field.read(object.get(child)));
  }

  private static List<String> texts(JsonArray array) {
    return array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
  }

  /** What stands there as JSON; empty when nothing does. */
  Optional<JsonValue> json() {
    return switch (shape.type()) {
      case TEXT, CHOICE -> filled().map(SharedJson::createValue);
      case NUMBER -> filled().map(Field::number);
      case FLAG -> filled().map(it -> it.equals("true") ? JsonValue.TRUE : JsonValue.FALSE);
      case TEXTS -> {
        List<String> lines = lines();
        yield lines.isEmpty() && !present
            ? Optional.empty()
            : Optional.of(SharedJson.createArrayBuilder(lines).build());
      }
      case CHOICES ->
          chosen.isEmpty() && !required
              ? Optional.empty()
              : Optional.of(
                  SharedJson.createArrayBuilder(
                          shape.choices().stream().filter(chosen::contains).toList())
                      .build());
      case OBJECT -> present ? Optional.of(object()) : Optional.empty();
      case OBJECT_OR_WORD ->
          filled().map(word -> word.equals(OWN) ? object() : SharedJson.createValue(word));
      case LIST -> {
        JsonArrayBuilder array = SharedJson.createArrayBuilder();
        items.forEach(item -> array.add(item.object()));
        yield items.isEmpty() && !present ? Optional.empty() : Optional.of(array.build());
      }
    };
  }

  /** The object that the fields make. */
  JsonObject object() {
    JsonObjectBuilder object = SharedJson.createObjectBuilder();
    children.forEach((child, field) -> field.json().ifPresent(value -> object.add(child, value)));
    return object.build();
  }

  private Optional<String> filled() {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** What isn't a number stays a text, and the configuration says so at this field. */
  private static JsonValue number(String text) {
    try {
      return SharedJson.createValue(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return SharedJson.createValue(text);
    }
  }

  private List<String> lines() {
    return Arrays.stream(text.split("\\R", -1))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** Adds an empty thing to a list. */
  Field add() {
    Field item = new Field(Integer.toString(items.size()), shape.itemsOrFail(), true);
    items.add(item);
    present = true;
    return item;
  }

  /** Takes a thing out of a list. */
  void remove(Field item) {
    items.remove(item);
  }

  /** Puts a thing of a list before or behind its neighbour; the ends stay where they are. */
  void move(Field item, int by) {
    int at = items.indexOf(item);
    int to = at + by;
    if (at >= 0 && to >= 0 && to < items.size()) {
      Collections.swap(items, at, to);
    }
  }

  /** Makes an object that was left out. */
  void open() {
    present = true;
    unfold();
  }

  /** Leaves an object out. */
  void leaveOut() {
    present = false;
    children.clear();
  }

  /** What tells a thing of a list from the others: its name or number. */
  public Optional<String> title() {
    return List.of("number", "name", "line", "from", "host").stream()
        .map(children::get)
        .filter(Objects::nonNull)
        .map(Field::getText)
        .filter(it -> !it.isEmpty())
        .findFirst();
  }

  Shape shape() {
    return shape;
  }

  Map<String, Field> children() {
    return children;
  }

  List<Field> items() {
    return items;
  }

  boolean isPresent() {
    return present;
  }

  /** Whether an object's own fields are to be filled in. */
  boolean isOpen() {
    return shape.type() == Shape.Type.OBJECT ? present : text.equals(OWN);
  }

  public String getName() {
    return name;
  }

  public String getType() {
    return shape.type().name();
  }

  public String getDescription() {
    return shape.description();
  }

  public boolean isRequired() {
    return required;
  }

  public @Nullable Long getMinimum() {
    return shape.minimum();
  }

  public @Nullable Long getMaximum() {
    return shape.maximum();
  }

  public List<String> getChoices() {
    return shape.choices();
  }

  public String getText() {
    return text;
  }

  /** Takes what was typed. */
  public void setText(@Nullable String typed) {
    text = typed == null ? "" : shape.type() == Shape.Type.TEXTS ? typed : typed.strip();
    if (shape.type() == Shape.Type.OBJECT_OR_WORD && text.equals(OWN)) {
      unfold();
    }
  }

  /** Which words are chosen. */
  public List<String> getChosen() {
    return chosen;
  }

  public void setChosen(List<String> chosen) {
    this.chosen = new ArrayList<>(chosen);
  }
}
