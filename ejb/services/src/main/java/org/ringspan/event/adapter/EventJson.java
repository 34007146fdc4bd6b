package org.ringspan.event.adapter;

import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.ringspan.address.UserId;
import org.ringspan.event.CallNews;
import org.ringspan.json.SharedJson;
import org.ringspan.reach.CallOrigin;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallStarted;
import org.ringspan.record.LegCourse;

/**
 * The form of news in their messages: the JSON that {@code docs/schemas/call-event.schema.json}
 * describes. Times are ISO 8601 in UTC with milliseconds; what is unknown is left out.
 */
final class EventJson {
  /** Grows when programs that read the last version would fail. */
  static final int VERSION = 1;

  // Looking the provider up costs more than writing an event.
  private static final JsonGeneratorFactory GENERATORS =
      SharedJson.createGeneratorFactory(Map.of());

  private EventJson() {}

  /** The member {@code type}. */
  static String type(CallNews news) {
    return switch (news) {
      case CallNews.Started started -> "started";
      case CallNews.Ringing ringing -> "ringing";
      case CallNews.Answered answered -> "answered";
      case CallNews.Ended ended -> "ended";
      case CallNews.Explained explained -> "explained";
    };
  }

  static String write(CallNews news) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = GENERATORS.createGenerator(text)) {
      json.writeStartObject()
          .write("version", VERSION)
          .write("type", type(news))
          .write("call", news.call().value())
          .write("at", time(news.at()));
      switch (news) {
        case CallNews.Started(var started) -> write(json, started);
        case CallNews.Ringing ringing -> plan(json, ringing.plan());
        case CallNews.Answered answered -> json.write("answeredBy", answered.by());
        case CallNews.Ended(var ended) -> write(json, ended);
        case CallNews.Explained explained -> write(json, explained);
      }
      json.writeEnd();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, CallStarted started) {
    json.writeStartObject("caller");
    started.caller().number().ifPresent(number -> json.write("number", number));
    json.write("name", started.caller().displayName())
        .write("private", started.caller().isPrivate());
    started.callingUser().map(UserId::value).ifPresent(user -> json.write("user", user));
    json.writeEnd();
    json.writeStartObject("called").write("number", started.called());
    started.calledUser().map(UserId::value).ifPresent(user -> json.write("user", user));
    json.writeEnd();
    json.writeStartObject("origin");
    switch (started.origin()) {
      case CallOrigin.FromTrunk(var trunk) ->
          json.write("kind", "trunk").write("name", trunk.value());
      case CallOrigin.FromDevice(var device) ->
          json.write("kind", "device").write("name", device.value());
    }
    json.writeEnd();
  }

  private static void plan(JsonGenerator json, List<LegCourse> plan) {
    json.writeStartArray("legs");
    for (LegCourse leg : plan) {
      json.writeStartObject();
      planned(json, leg);
      json.writeEnd();
    }
    json.writeEnd();
  }

  private static void planned(JsonGenerator json, LegCourse leg) {
    json.write("leg", leg.leg())
        .write("kind", leg.kind().name().toLowerCase(Locale.ROOT))
        .write("target", leg.target())
        .write("rings", leg.silent().isEmpty());
    if (!leg.name().isEmpty()) {
      json.write("name", leg.name());
    }
    write(json, "delay", leg.delayMillis());
    leg.silent().ifPresent(reason -> json.write("reason", reason));
    if (!leg.detail().isEmpty()) {
      json.write("detail", leg.detail());
    }
  }

  private static void write(JsonGenerator json, CallEnded ended) {
    json.write("outcome", ended.outcome().name().toLowerCase(Locale.ROOT))
        .write("status", ended.status())
        .write("detail", ended.detail());
    ended.ringingAt().ifPresent(at -> json.write("ringingAt", time(at)));
    ended.answeredAt().ifPresent(at -> json.write("answeredAt", time(at)));
    ended.answeredBy().ifPresent(by -> json.write("answeredBy", by));
  }

  private static void write(JsonGenerator json, CallNews.Explained explained) {
    json.writeStartArray("legs");
    for (LegCourse leg : explained.legs()) {
      json.writeStartObject();
      planned(json, leg);
      json.write("attempt", leg.attempt()).write("forwarded", leg.forwarded());
      leg.trunk().ifPresent(trunk -> json.write("trunk", trunk));
      leg.routed().ifPresent(number -> json.write("routed", number));
      write(json, "invited", leg.invited());
      write(json, "ringing", leg.ringing());
      write(json, "answered", leg.answered());
      write(json, "cleared", leg.cleared());
      leg.status().ifPresent(status -> json.write("status", status));
      if (!leg.ending().isEmpty()) {
        json.write("ending", leg.ending());
      }
      json.writeEnd();
    }
    json.writeEnd();
    json.writeStartArray("sentences");
    explained.sentences().forEach(json::write);
    json.writeEnd();
  }

  private static void write(JsonGenerator json, String name, OptionalLong millis) {
    millis.ifPresent(value -> json.write(name, value));
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
