package org.ringspan.rest.calls;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.explain.boundary.CallExplanations;
import org.ringspan.identity.Role;
import org.ringspan.record.CallHistory;
import org.ringspan.record.CallId;
import org.ringspan.record.boundary.CallHistoryService;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;

/** Records of calls, and why they went as they did. */
@Path("call-records")
@ApplicationScoped
public class CallRecordsResource {
  @Inject private CallHistoryService history;
  @Inject private CallExplanations explanations;
  @Context private UriInfo uri;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public CallRecordsResource() {}

  /** A page of calls, the newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public Response list(@QueryParam("user") @Nullable String user, @BeanParam HistoryQuery query) {
    CallHistory.Page page =
        history.calls(query.question(Optional.ofNullable(user).map(this::user)));
    return Pages.written(
        uri,
        page.calls(),
        (json, entry) -> CallJson.write(json, entry, true),
        page.next().map(HistoryQuery::text));
  }

  private UserId user(String text) {
    return UserId.in(text).orElseThrow(() -> Problem.badRequest("user is the id of a user"));
  }

  /** Why a call went as it did: facts, sentences, and what happened in order. */
  @GET
  @Path("{id}/explanation")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public String explanation(@PathParam("id") String id) {
    return explanations
        .of(callId(id))
        .map(explanation -> CallJson.explanation(explanation, true).toString())
        .orElseThrow(() -> Problem.notFound("there is no record of call " + id));
  }

  static CallId callId(String id) {
    try {
      return new CallId(id);
    } catch (IllegalArgumentException e) {
      throw Problem.notFound("there is no call of that name");
    }
  }
}
