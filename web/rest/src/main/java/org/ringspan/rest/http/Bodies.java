package org.ringspan.rest.http;

import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.WebApplicationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.json.SharedJson;

/** Reads what a request carries, no more than it may. */
public final class Bodies {
  /** The largest thing of the configuration, in bytes. */
  public static final int LARGEST = 1024 * 1024;

  /** The largest document or table, in bytes. */
  public static final int LARGEST_DOCUMENT = 10 * 1024 * 1024;

  private Bodies() {}

  /** An object without doubled fields. */
  public static JsonObject object(InputStream body) {
    byte[] bytes = bytes(body, LARGEST);
    Map<String, ?> strict = Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE);
    try (JsonReader reader =
        SharedJson.createReaderFactory(strict)
            .createReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
      if (reader.readValue() instanceof JsonObject object) {
        return object;
      }
      throw Problem.invalid("", "must be an object");
    } catch (JsonException | IllegalStateException e) {
      throw Problem.badRequest("the body isn't JSON, or has a field twice");
    }
  }

  /** An object that has no other fields than these. */
  public static JsonObject object(InputStream body, Set<String> fields) {
    JsonObject object = object(body);
    for (String name : object.keySet()) {
      if (!fields.contains(name)) {
        throw Problem.invalid("/" + name.replace("~", "~0").replace("/", "~1"), "unknown field");
      }
    }
    return object;
  }

  /** The body as it is. */
  public static byte[] bytes(InputStream body, int largest) {
    try {
      byte[] bytes = body.readNBytes(largest + 1);
      if (bytes.length > largest) {
        throw new WebApplicationException(
            Problem.response(
                413, "too-large", "The body is too large", "at most " + largest + " bytes"));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A field that must be a text. */
  public static String text(JsonObject object, String name) {
    return optionalText(object, name).orElseThrow(() -> Problem.invalid("/" + name, "missing"));
  }

  /** A field that is a text if it is there. */
  public static Optional<String> optionalText(JsonObject object, String name) {
    JsonValue value = object.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof JsonString text) {
      return Optional.of(text.getString());
    }
    throw Problem.invalid("/" + name, "must be a text");
  }

  /** A field that is true or false if it is there. */
  public static boolean flag(JsonObject object, String name, boolean otherwise) {
    JsonValue value = object.get(name);
    if (value == null) {
      return otherwise;
    }
    return switch (value.getValueType()) {
      case TRUE -> true;
      case FALSE -> false;
      default -> throw Problem.invalid("/" + name, "must be true or false");
    };
  }
}
