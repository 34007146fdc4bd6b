package org.ringspan.console.form;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.json.SharedJson;

/** The shapes of all kinds of things, from the description of the REST API. */
final class Schemas {
  /** As they are in the document that this version has. */
  static final Schemas DEFAULT = read();

  private final Map<ResourceKind, Shape> shapes = new HashMap<>();
  private final JsonObject schemas;

  private Schemas(JsonObject document) {
    schemas = document.getJsonObject("components").getJsonObject("schemas");
    for (ResourceKind kind : ResourceKind.values()) {
      shapes.put(kind, shape(schemas.getJsonObject(nameOf(kind))));
    }
  }

  private static Schemas read() {
    try (InputStream document = Schemas.class.getResourceAsStream("openapi.json")) {
      if (document == null) {
        throw new IllegalStateException("the description of the REST API is missing");
      }
      try (JsonReader reader = SharedJson.createReader(document)) {
        return new Schemas(reader.readObject());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shape of a kind of things. */
  Shape of(ResourceKind kind) {
    Shape shape = shapes.get(kind);
    if (shape == null) {
      throw new IllegalStateException("no shape of " + kind);
    }
    return shape;
  }

  /** A part of another shape: the destinations of a user are a form of their own. */
  static Shape part(Shape whole, Set<String> fields) {
    Map<String, Shape> kept = new LinkedHashMap<>(whole.fields());
    kept.keySet().retainAll(fields);
    Set<String> required =
        whole.required().stream().filter(fields::contains).collect(Collectors.toSet());
    return new Shape(
        Shape.Type.OBJECT, whole.description(), null, null, null, List.of(), kept, required, null);
  }

  private static String nameOf(ResourceKind kind) {
    StringBuilder name = new StringBuilder();
    for (String word : kind.singular().split(" ", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  private Shape shape(JsonObject schema) {
    if (schema.containsKey("$ref")) {
      String reference = schema.getString("$ref");
      return shape(schemas.getJsonObject(reference.substring(reference.lastIndexOf('/') + 1)));
    }
    if (schema.containsKey("oneOf")) {
      return objectOrWord(schema);
    }
    return switch (schema.getString("type")) {
      case "object" -> object(Shape.Type.OBJECT, text(schema), schema, List.of());
      case "array" -> array(schema);
      case "boolean" -> simple(Shape.Type.FLAG, schema);
      case "integer" -> simple(Shape.Type.NUMBER, schema);
      case "string" ->
          simple(schema.containsKey("enum") ? Shape.Type.CHOICE : Shape.Type.TEXT, schema);
      default -> throw new IllegalStateException("no form for " + schema);
    };
  }

  private Shape objectOrWord(JsonObject schema) {
    JsonArray ways = schema.getJsonArray("oneOf");
    JsonObject object = resolved(ways.getJsonObject(0));
    return object(Shape.Type.OBJECT_OR_WORD, text(schema), object, words(ways.getJsonObject(1)));
  }

  private JsonObject resolved(JsonObject schema) {
    String reference = schema.getString("$ref");
    return schemas.getJsonObject(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private Shape object(
      Shape.Type type, String description, JsonObject schema, List<String> choices) {
    Map<String, Shape> fields = new LinkedHashMap<>();
    schema
        .getJsonObject("properties")
        .forEach((name, value) -> fields.put(name, shape(value.asJsonObject())));
    JsonArray required = schema.getJsonArray("required");
    return new Shape(
        type,
        description,
        null,
        null,
        null,
        choices,
        fields,
        required == null
            ? Set.of()
            : required.getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .collect(Collectors.toSet()),
        null);
  }

  private Shape array(JsonObject schema) {
    Shape items = shape(schema.getJsonObject("items"));
    String description =
        text(schema).isEmpty() && items.type() == Shape.Type.TEXT
            ? items.description()
            : text(schema);
    Shape.Type type =
        switch (items.type()) {
          case TEXT -> Shape.Type.TEXTS;
          case CHOICE -> Shape.Type.CHOICES;
          case OBJECT -> Shape.Type.LIST;
          default -> throw new IllegalStateException("no form for a list of " + items.type());
        };
    return new Shape(
        type, description, null, null, null, items.choices(), Map.of(), Set.of(), items);
  }

  private static Shape simple(Shape.Type type, JsonObject schema) {
    return new Shape(
        type,
        text(schema),
        schema.getString("pattern", null),
        number(schema, "minimum"),
        number(schema, type == Shape.Type.NUMBER ? "maximum" : "maxLength"),
        words(schema),
        Map.of(),
        Set.of(),
        null);
  }

  private static List<String> words(JsonObject schema) {
    JsonArray words = schema.getJsonArray("enum");
    return words == null
        ? List.of()
        : words.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
  }

  private static @Nullable Long number(JsonObject schema, String name) {
    return schema.containsKey(name) ? schema.getJsonNumber(name).longValue() : null;
  }

  private static String text(JsonObject schema) {
    return schema.getString("description", "");
  }
}
