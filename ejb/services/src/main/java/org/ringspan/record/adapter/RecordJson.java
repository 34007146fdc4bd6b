package org.ringspan.record.adapter;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringspan.record.adapter.RecordHalf.End;
import org.ringspan.record.adapter.RecordHalf.Leg;
import org.ringspan.record.adapter.RecordHalf.RunBegan;
import org.ringspan.record.adapter.RecordHalf.Start;

/**
 * The text form of a batch in its message: JSON with a version, because a message can outlive the
 * application that wrote it, and because nothing that reads it can be made to create objects.
 *
 * <pre>
 * {"version":1, "node":"…", "run":1, "halves":[
 *   {"type":"start", "call":"…", "at":1, "called":"…", "user":"…", "callerName":"…",
 *    "callerNumber":"…", "callerPrivate":false,
 *    "legs":[{"kind":"DEVICE", "target":"…", "delay":0}, {"kind":"…", "target":"…", "reason":"…"}]},
 *   {"type":"end", "call":"…", "at":1, "outcome":"…", "answeredAt":1, "answeredBy":"…",
 *    "status":200, "detail":"…"},
 *   {"type":"run"}]}
 * </pre>
 *
 * <p>Times are microseconds since 1970, delays milliseconds; what is unknown is left out.
 */
final class RecordJson {
  private static final int VERSION = 1;
  // Looking the provider up costs more than writing a batch.
  private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private RecordJson() {}

  /** A message that this version can't read. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }

    Unreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static byte[] write(RecordBatch batch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 * batch.halves().size() + 64);
    try (JsonGenerator json = GENERATORS.createGenerator(bytes, StandardCharsets.UTF_8)) {
      json.writeStartObject();
      json.write("version", VERSION).write("node", batch.node()).write("run", batch.run());
      json.writeStartArray("halves");
      for (RecordHalf half : batch.halves()) {
        write(json, half);
      }
      json.writeEnd().writeEnd();
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, RecordHalf half) {
    json.writeStartObject();
    switch (half) {
      case Start start -> write(json, start);
      case End end -> write(json, end);
      case RunBegan() -> json.write("type", "run");
    }
    json.writeEnd();
  }

  private static void write(JsonGenerator json, Start start) {
    json.write("type", "start")
        .write("call", start.call())
        .write("at", micros(start.at()))
        .write("called", start.called());
    start.user().ifPresent(user -> json.write("user", user));
    json.write("callerName", start.callerName());
    start.callerNumber().ifPresent(number -> json.write("callerNumber", number));
    json.write("callerPrivate", start.callerPrivate()).writeStartArray("legs");
    for (Leg leg : start.legs()) {
      json.writeStartObject().write("kind", leg.kind()).write("target", leg.target());
      leg.delayMillis().ifPresent(delay -> json.write("delay", delay));
      leg.reason().ifPresent(reason -> json.write("reason", reason));
      json.writeEnd();
    }
    json.writeEnd();
  }

  private static void write(JsonGenerator json, End end) {
    json.write("type", "end")
        .write("call", end.call())
        .write("at", micros(end.at()))
        .write("outcome", end.outcome());
    end.answeredAt().ifPresent(at -> json.write("answeredAt", micros(at)));
    end.answeredBy().ifPresent(by -> json.write("answeredBy", by));
    json.write("status", end.status()).write("detail", end.detail());
  }

  /**
   * @throws Unreadable when it isn't JSON of version 1
   */
  static RecordBatch read(byte[] bytes) throws Unreadable {
    try (JsonReader reader =
        READERS.createReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
      JsonObject json = reader.readObject();
      int version = json.getInt("version");
      if (version != VERSION) {
        throw new Unreadable("a call record message of version " + version);
      }
      return new RecordBatch(
          json.getString("node"),
          json.getJsonNumber("run").longValueExact(),
          halves(json.getJsonArray("halves")));
    } catch (JsonException
        | NullPointerException
        | ClassCastException
        | ArithmeticException
        | IllegalStateException e) {
      // JSON-P tells missing and misshapen fields by the last four.
      throw new Unreadable("not a call record message", e);
    }
  }

  private static List<RecordHalf> halves(JsonArray json) {
    return json.stream().map(JsonValue::asJsonObject).map(RecordJson::half).toList();
  }

  private static RecordHalf half(JsonObject json) {
    String type = json.getString("type");
    return switch (type) {
      case "start" -> start(json);
      case "end" -> end(json);
      case "run" -> new RunBegan();
      default -> throw new IllegalStateException("a half of type " + type);
    };
  }

  private static Start start(JsonObject json) {
    return new Start(
        json.getString("call"),
        instant(json, "at"),
        json.getString("called"),
        text(json, "user"),
        json.getString("callerName"),
        text(json, "callerNumber"),
        json.getBoolean("callerPrivate"),
        json.getJsonArray("legs").stream()
            .map(JsonValue::asJsonObject)
            .map(RecordJson::leg)
            .toList());
  }

  private static Leg leg(JsonObject json) {
    return new Leg(
        json.getString("kind"),
        json.getString("target"),
        json.containsKey("delay")
            ? OptionalLong.of(json.getJsonNumber("delay").longValueExact())
            : OptionalLong.empty(),
        text(json, "reason"));
  }

  private static End end(JsonObject json) {
    return new End(
        json.getString("call"),
        instant(json, "at"),
        json.getString("outcome"),
        json.containsKey("answeredAt")
            ? Optional.of(instant(json, "answeredAt"))
            : Optional.empty(),
        text(json, "answeredBy"),
        json.getInt("status"),
        json.getString("detail"));
  }

  private static Optional<String> text(JsonObject json, String name) {
    return json.containsKey(name) ? Optional.of(json.getString(name)) : Optional.empty();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(JsonObject json, String name) {
    return Instant.EPOCH.plus(json.getJsonNumber(name).longValueExact(), ChronoUnit.MICROS);
  }
}
