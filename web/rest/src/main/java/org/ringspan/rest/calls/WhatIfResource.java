package org.ringspan.rest.calls;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.explain.ReasonText;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.Occupied;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.reach.boundary.ReachService;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.Registrations;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.OnlyReads;
import org.ringspan.rest.http.Problem;

/** What would become of a call. */
@Path("what-if")
@ApplicationScoped
public class WhatIfResource {
  private static final int LONGEST = 255;

  @Inject private ReachService reach;
  @Inject private ConfigurationSource configuration;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public WhatIfResource() {}

  /** Asks the rules as a call would; nothing is called and nothing reserved. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @OnlyReads
  @AtLeast(Role.SUPPORT)
  public String ask(InputStream body) {
    JsonObject asked =
        Bodies.object(
            body,
            Set.of(
                "device",
                "trunk",
                "called",
                "caller",
                "callerPrivate",
                "at",
                "registered",
                "busyUsers",
                "busyLines"));
    CallOrigin origin = origin(asked);
    Optional<String> caller = Bodies.optionalText(asked, "caller");
    IncomingCall call =
        new IncomingCall(
            origin,
            limited("called", Bodies.text(asked, "called")),
            new CallerIdentity(
                "",
                caller.map(number -> limited("caller", number)),
                Bodies.flag(asked, "callerPrivate", false)));
    Occupied occupied =
        new Occupied(
            Set.copyOf(texts(asked, "busyUsers", UserId::new)),
            Set.copyOf(texts(asked, "busyLines", DirectoryNumber::new)));
    Optional<Registrations> assumed =
        asked.containsKey("registered")
            ? Optional.of(only(texts(asked, "registered", DeviceName::new)))
            : Optional.empty();
    return json(reach.explain(call, moment(asked), assumed, occupied)).build().toString();
  }

  private CallOrigin origin(JsonObject asked) {
    if (asked.containsKey("device") == asked.containsKey("trunk")) {
      throw Problem.invalid("", "must have one of device and trunk");
    }
    boolean isDevice = asked.containsKey("device");
    String field = isDevice ? "device" : "trunk";
    String name = Bodies.text(asked, field);
    try {
      if (isDevice) {
        DeviceName device = new DeviceName(name);
        requireThere(field, name, configuration.current().device(device).isPresent());
        return new CallOrigin.FromDevice(device);
      }
      TrunkName trunk = new TrunkName(name);
      requireThere(field, name, configuration.current().trunk(trunk).isPresent());
      return new CallOrigin.FromTrunk(trunk);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/" + field, String.valueOf(e.getMessage()));
    }
  }

  private static void requireThere(String field, String name, boolean there) {
    if (!there) {
      throw Problem.invalid("/" + field, "there is no " + field + " " + name);
    }
  }

  private static String limited(String field, String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw Problem.invalid("/" + field, "has 1-" + LONGEST + " characters");
    }
    return text;
  }

  private Instant moment(JsonObject asked) {
    try {
      return Bodies.optionalText(asked, "at").map(Instant::parse).orElseGet(clock::instant);
    } catch (DateTimeException e) {
      throw Problem.invalid("/at", "must be a time like 2026-01-31T12:00:00Z");
    }
  }

  private static <T> List<T> texts(JsonObject asked, String field, Function<String, T> form) {
    JsonValue value = asked.get(field);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)) {
      throw Problem.invalid("/" + field, "must be an array of texts");
    }
    Set<T> made = new HashSet<>();
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof JsonString text)) {
        throw Problem.invalid("/" + field + "/" + i, "must be a text");
      }
      try {
        made.add(form.apply(text.getString()));
      } catch (IllegalArgumentException e) {
        throw Problem.invalid("/" + field + "/" + i, String.valueOf(e.getMessage()));
      }
    }
    return List.copyOf(made);
  }

  /** These devices are registered, each at one place, and no others. */
  private static Registrations only(List<DeviceName> devices) {
    return (device, now) ->
        devices.contains(device)
            ? List.of(
                new Binding(
                    device,
                    "sip:" + device + "@192.0.2.1",
                    new Flow(Transport.UDP, "192.0.2.1", 5060),
                    "what-if",
                    1,
                    now.plusSeconds(3600)))
            : List.of();
  }

  private static JsonObjectBuilder json(RoutingDecision decision) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder();
    switch (decision) {
      case RoutingDecision.Place(var plan) -> {
        json.add("decision", "place").add("called", plan.called());
        plan.user().ifPresent(user -> json.add("user", user.value()));
        json.add("legs", legs(plan.legs()));
        json.add("forwardAfter", plan.forward().after().toMillis());
      }
      case RoutingDecision.Access(var plan, var terms, var caller) -> {
        json.add("decision", terms.prompts() ? "voice-access" : "feature-access")
            .add("called", plan.called());
        caller.ifPresent(known -> json.add("user", known.user().value()));
        json.add("legs", legs(plan.legs()));
      }
      case RoutingDecision.Retrieve(var number, var plan) ->
          json.add("decision", "retrieve")
              .add("called", plan.called())
              .add("legs", legs(List.of()));
      case RoutingDecision.ParkAt(var number) ->
          json.add("decision", "park").add("called", number.digits()).add("legs", legs(List.of()));
      case RoutingDecision.Refuse refuse -> {
        json.add("decision", "refuse")
            .add("reason", CallJson.small(refuse.why()))
            .add("sentence", ReasonText.of(refuse.why()))
            .add("status", refuse.status());
        if (!refuse.detail().isEmpty()) {
          json.add("detail", refuse.detail());
        }
        json.add("legs", legs(refuse.considered()));
      }
    }
    return json;
  }

  private static JsonArrayBuilder legs(List<LegPlan> legs) {
    JsonArrayBuilder array = SharedJson.createArrayBuilder();
    for (LegPlan leg : legs) {
      JsonObjectBuilder json = SharedJson.createObjectBuilder();
      target(json, leg.target());
      switch (leg.decision()) {
        case LegDecision.Ring(var after) -> json.add("rings", true).add("after", after.toMillis());
        case LegDecision.DontRing(var why, var detail) -> {
          json.add("rings", false)
              .add("reason", CallJson.small(why))
              .add("sentence", ReasonText.of(why));
          if (!detail.isEmpty()) {
            json.add("detail", detail);
          }
        }
      }
      array.add(json);
    }
    return array;
  }

  private static void target(JsonObjectBuilder json, LegTarget target) {
    switch (target) {
      case LegTarget.RegisteredDevice phone ->
          json.add("kind", "device").add("target", phone.device().value());
      case LegTarget.SilentDevice(var device, var media) ->
          json.add("kind", "device").add("target", device.value());
      case LegTarget.Destination destination ->
          json.add("kind", "destination")
              .add("target", destination.number().value())
              .add("name", destination.name());
      case LegTarget.OutsideNumber(var number, var routes) ->
          json.add("kind", "outside").add("target", number);
      case LegTarget.Mailbox(var number, var routes) ->
          json.add("kind", "mailbox").add("target", number.value());
      case LegTarget.OwnMailbox mailbox ->
          json.add("kind", "mailbox").add("target", mailbox.owner().value());
    }
  }
}
