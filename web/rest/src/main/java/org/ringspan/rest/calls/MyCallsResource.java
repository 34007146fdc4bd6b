package org.ringspan.rest.calls;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.call.boundary.CallCommands;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.explain.Explanation;
import org.ringspan.explain.boundary.CallExplanations;
import org.ringspan.explain.boundary.LiveChronicles;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.reach.MoveRules;
import org.ringspan.record.CallHistory;
import org.ringspan.record.CallId;
import org.ringspan.record.CallStarted;
import org.ringspan.record.boundary.CallHistoryService;
import org.ringspan.registration.Registrations;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;

/** One's own calls and devices. What private callers withhold isn't shown to whom they called. */
@Path("me")
@ApplicationScoped
public class MyCallsResource {
  @Inject private CallHistoryService history;
  @Inject private CallExplanations explanations;
  @Inject private ConfigurationSource configuration;
  @Inject private Registrations registrations;
  @Inject private Clock clock;
  @Inject private LiveChronicles live;
  @Inject private CallCommands commands;
  @Context private UriInfo uri;
  @Context private SecurityContext security;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MyCallsResource() {}

  /** The calls that one made or got, the newest first. */
  @GET
  @Path("calls")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public Response calls(@BeanParam HistoryQuery query) {
    UserId me = Caller.of(security).user();
    CallHistory.Page page = history.calls(query.question(Optional.of(me)));
    return Pages.written(
        uri,
        page.calls(),
        (json, entry) ->
            CallJson.write(json, entry, entry.directionOf(me) == CallHistory.Direction.MADE),
        page.next().map(HistoryQuery::text));
  }

  /** Why one of these calls went as it did. */
  @GET
  @Path("calls/{id}/explanation")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public String explanation(@PathParam("id") String id) {
    UserId me = Caller.of(security).user();
    Explanation explanation =
        explanations
            .of(CallRecordsResource.callId(id))
            .filter(it -> isOf(it.call().started(), me))
            .orElseThrow(() -> Problem.notFound("you have no record of call " + id));
    boolean made = explanation.call().started().callingUser().equals(Optional.of(me));
    return CallJson.explanation(explanation, made).toString();
  }

  /** Rings one's mobile phones; who answers first has the call, in which one talks. */
  @POST
  @Path("calls/{id}/send-to-mobile")
  @AtLeast(Role.USER)
  public Response sendToMobile(@PathParam("id") String id) {
    return move(id, MoveRules.To.MOBILE);
  }

  /** Rings one's telephones inside. */
  @POST
  @Path("calls/{id}/pick-up")
  @AtLeast(Role.USER)
  public Response pickUp(@PathParam("id") String id) {
    return move(id, MoveRules.To.DESK);
  }

  private Response move(String id, MoveRules.To to) {
    UserId me = Caller.of(security).user();
    CallId call = CallRecordsResource.callId(id);
    if (live.of(call).filter(it -> isOf(it.started(), me)).isEmpty()) {
      throw Problem.notFound("you have no live call " + id);
    }
    return Moves.answer(commands.move(call, Optional.of(me), to), id);
  }

  private static boolean isOf(CallStarted call, UserId user) {
    return call.callingUser().equals(Optional.of(user))
        || call.calledUser().equals(Optional.of(user));
  }

  /** One's own devices, with the places where they are registered. */
  @GET
  @Path("devices")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public String devices() {
    UserId me = Caller.of(security).user();
    Instant now = clock.instant();
    JsonArrayBuilder items = SharedJson.createArrayBuilder();
    configuration.current().devices().stream()
        .filter(device -> device.owner().equals(me))
        .sorted((one, other) -> one.name().value().compareTo(other.name().value()))
        .forEach(device -> items.add(RegistrationsResource.device(device, registrations, now)));
    return SharedJson.createObjectBuilder().add("items", items).build().toString();
  }
}
