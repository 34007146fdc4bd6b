package org.ringspan.rest.calls;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ringspan.explain.CallChronicle;
import org.ringspan.explain.Explanation;
import org.ringspan.json.SharedJson;
import org.ringspan.reach.CallOrigin;
import org.ringspan.record.CallHistory;
import org.ringspan.record.CallId;
import org.ringspan.record.CallStarted;
import org.ringspan.record.LadderLine;
import org.ringspan.record.LegCourse;
import org.ringspan.record.StoredCall;

/** Calls as JSON. Times are ISO 8601 in UTC; what is unknown is left out. */
final class CallJson {
  private CallJson() {}

  /**
   * Writes a line of the history.
   *
   * @param forCompany whether what private callers withhold is shown
   */
  static void write(JsonGenerator json, CallHistory.Entry entry, boolean forCompany) {
    json.writeStartObject().write("call", entry.call().value()).write("at", time(entry.at()));
    json.writeStartObject("caller").write("private", entry.callerPrivate());
    if (forCompany || !entry.callerPrivate()) {
      entry.caller().ifPresent(number -> json.write("number", number));
      json.write("name", entry.callerName());
      entry.callingUser().ifPresent(user -> json.write("user", user.value()));
    }
    json.writeEnd().writeStartObject("called").write("number", entry.called());
    entry.calledUser().ifPresent(user -> json.write("user", user.value()));
    json.writeEnd();
    entry.outcome().ifPresent(outcome -> json.write("outcome", small(outcome)));
    // Where a colleague has answered is the colleague's business, who it was the group's.
    if (forCompany || entry.group().isEmpty()) {
      entry.answeredBy().ifPresent(by -> json.write("answeredBy", by));
    }
    if (entry.group().isPresent()) {
      CallHistory.GroupPart part = entry.group().get();
      json.writeStartObject("group").write("name", part.group());
      part.answeredBy().ifPresent(user -> json.write("answeredBy", user.value()));
      json.writeEnd();
    }
    entry.talked().ifPresent(talked -> json.write("talked", talked.toMillis()));
    json.writeEnd();
  }

  /** A call that lives. */
  static JsonObject live(CallChronicle chronicle) {
    JsonObjectBuilder json = started(chronicle.started(), true);
    chronicle.ringingAt().ifPresent(at -> json.add("ringingAt", time(at)));
    chronicle.answeredAt().ifPresent(at -> json.add("answeredAt", time(at)));
    chronicle.answeredBy().ifPresent(by -> json.add("answeredBy", by));
    chronicle.parkedAt().ifPresent(number -> json.add("parkedAt", number));
    return json.add("joinedWith", joined(chronicle.joinedWith())).build();
  }

  private static JsonArrayBuilder joined(List<CallId> others) {
    JsonArrayBuilder calls = SharedJson.createArrayBuilder();
    others.forEach(other -> calls.add(other.value()));
    return calls;
  }

  private static JsonObjectBuilder started(CallStarted started, boolean forCompany) {
    JsonObjectBuilder caller =
        SharedJson.createObjectBuilder().add("private", started.caller().isPrivate());
    if (forCompany || !started.caller().isPrivate()) {
      started.caller().number().ifPresent(number -> caller.add("number", number));
      caller.add("name", started.caller().displayName());
      started.callingUser().ifPresent(user -> caller.add("user", user.value()));
    }
    JsonObjectBuilder called = SharedJson.createObjectBuilder().add("number", started.called());
    started.calledUser().ifPresent(user -> called.add("user", user.value()));
    JsonObjectBuilder origin = SharedJson.createObjectBuilder();
    switch (started.origin()) {
      case CallOrigin.FromTrunk(var trunk) ->
          origin.add("kind", "trunk").add("name", trunk.value());
      case CallOrigin.FromDevice(var device) ->
          origin.add("kind", "device").add("name", device.value());
    }
    return SharedJson.createObjectBuilder()
        .add("call", started.call().value())
        .add("at", time(started.at()))
        .add("caller", caller)
        .add("called", called)
        .add("origin", origin);
  }

  /** Why a call went as it did: the facts, the same in sentences, and what happened in order. */
  static JsonObject explanation(Explanation explanation, boolean forCompany) {
    StoredCall call = explanation.call();
    JsonObjectBuilder json = started(call.started(), forCompany).add("live", explanation.live());
    call.ending().ifPresent(ending -> json.add("ending", ending(ending)));
    JsonArrayBuilder legs = SharedJson.createArrayBuilder();
    call.legs().forEach(leg -> legs.add(leg(leg)));
    json.add("legs", legs);
    json.add("joinedWith", joined(explanation.joinedWith()));
    boolean hides = !forCompany && call.started().caller().isPrivate();
    // Sentences and ladder name the caller.
    if (!hides) {
      json.add("sentences", SharedJson.createArrayBuilder(explanation.sentences()))
          .add("ladder", SharedJson.createArrayBuilder(explanation.ladder()));
    }
    JsonArrayBuilder events = SharedJson.createArrayBuilder();
    call.lines().forEach(line -> events.add(line(line)));
    return json.add("events", events).add("eventsLeft", call.linesLeft()).build();
  }

  private static JsonObjectBuilder ending(StoredCall.Ending ending) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("at", time(ending.at()))
            .add("outcome", small(ending.outcome()))
            .add("status", ending.status())
            .add("detail", ending.detail());
    ending.answeredAt().ifPresent(at -> json.add("answeredAt", time(at)));
    ending.answeredBy().ifPresent(by -> json.add("answeredBy", by));
    return json;
  }

  private static JsonObjectBuilder leg(LegCourse leg) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("leg", leg.leg())
            .add("attempt", leg.attempt())
            .add("forwarded", leg.forwarded())
            .add("kind", small(leg.kind()))
            .add("target", leg.target())
            .add("rings", leg.silent().isEmpty());
    text(json, "name", Optional.of(leg.name()));
    text(json, "reason", leg.silent());
    text(json, "detail", Optional.of(leg.detail()));
    number(json, "delay", leg.delayMillis());
    number(json, "tooSoon", leg.tooSoonMillis());
    number(json, "tooLate", leg.tooLateMillis());
    text(json, "trunk", leg.trunk());
    text(json, "routed", leg.routed());
    number(json, "invited", leg.invited());
    number(json, "ringing", leg.ringing());
    number(json, "answered", leg.answered());
    number(json, "cleared", leg.cleared());
    leg.status().ifPresent(status -> json.add("status", status));
    text(json, "ending", Optional.of(leg.ending()));
    return json;
  }

  private static JsonObjectBuilder line(LadderLine line) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("at", line.atMillis())
            .add("party", line.party())
            .add("attempt", line.attempt());
    switch (line) {
      case LadderLine.Message message -> {
        json.add("kind", "message")
            .add("sent", message.sent())
            .add("method", message.method().name())
            .add("sequence", message.sequence());
        if (!message.isRequest()) {
          json.add("status", message.status());
        }
      }
      case LadderLine.TimerRanOut timer -> json.add("kind", "timer").add("what", timer.timer());
      case LadderLine.Decided decision -> json.add("kind", "decision").add("what", decision.what());
    }
    return json;
  }

  private static void text(JsonObjectBuilder json, String name, Optional<String> text) {
    text.filter(it -> !it.isEmpty()).ifPresent(it -> json.add(name, it));
  }

  private static void number(JsonObjectBuilder json, String name, OptionalLong number) {
    number.ifPresent(it -> json.add(name, it));
  }

  static String small(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
