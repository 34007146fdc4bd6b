package org.ringspan.rest.calls;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.call.boundary.CallCommands;
import org.ringspan.explain.CallChronicle;
import org.ringspan.explain.boundary.LiveChronicles;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.reach.MoveRules;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Problem;

/** Calls that live. */
@Path("calls")
@ApplicationScoped
public class CallsResource {
  /** More aren't listed. */
  private static final int MOST = 1000;

  @Inject private LiveChronicles live;
  @Inject private CallCommands commands;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public CallsResource() {}

  /** The calls of this server, the newest first; at most 1,000. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public String list() {
    List<CallChronicle> calls =
        live.all().stream()
            .sorted(Comparator.comparing((CallChronicle call) -> call.started().at()).reversed())
            .toList();
    JsonArrayBuilder items = SharedJson.createArrayBuilder();
    calls.stream().limit(MOST).map(CallJson::live).forEach(items::add);
    return SharedJson.createObjectBuilder()
        .add("items", items)
        .add("total", calls.size())
        .build()
        .toString();
  }

  /** Ends a call; it is over a moment later. */
  @POST
  @Path("{id}/hang-up")
  @AtLeast(Role.ADMINISTRATOR)
  public Response hangUp(@PathParam("id") String id) {
    if (!commands.hangUp(CallRecordsResource.callId(id))) {
      throw Problem.notFound("call " + id + " doesn't live, or not on this server");
    }
    return Response.accepted().build();
  }

  /** Rings the mobile phones of one of the two who talk; who answers first has the call. */
  @POST
  @Path("{id}/send-to-mobile")
  @AtLeast(Role.ADMINISTRATOR)
  public Response sendToMobile(
      @PathParam("id") String id, @QueryParam("user") @Nullable String user) {
    return move(id, user, MoveRules.To.MOBILE);
  }

  /** Rings the telephones of ours of one of the two who talk. */
  @POST
  @Path("{id}/pick-up")
  @AtLeast(Role.ADMINISTRATOR)
  public Response pickUp(@PathParam("id") String id, @QueryParam("user") @Nullable String user) {
    return move(id, user, MoveRules.To.DESK);
  }

  private Response move(String id, @Nullable String user, MoveRules.To to) {
    return Moves.answer(commands.move(CallRecordsResource.callId(id), user(user), to), id);
  }

  private static Optional<UserId> user(@Nullable String name) {
    try {
      return Optional.ofNullable(name).map(UserId::new);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("/user", "is not a user's name");
    }
  }
}
