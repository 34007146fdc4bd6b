package org.ringspan.rest.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.StringReader;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.AuditQuestion;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.configuration.Things;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;

/** Who did what, when, and the way back. */
@Path("audit")
@ApplicationScoped
public class AuditResource {
  @Inject private AuditTrail trail;
  @Inject private ConfigurationEditing editing;
  @Context private UriInfo uri;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public AuditResource() {}

  /** A page of the trail, the newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response list(
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("name") @Nullable String name,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    int most = Pages.most(limit, AuditQuestion.MOST);
    List<AuditEntry> page =
        trail.page(
            new AuditQuestion(
                Optional.ofNullable(actor),
                Optional.ofNullable(kind).map(AuditResource::kind),
                Optional.ofNullable(name),
                Optional.ofNullable(after).map(AuditResource::number),
                most));
    return Pages.page(
        uri,
        page,
        AuditResource::json,
        page.size() == most ? Optional.of(Long.toString(page.getLast().id())) : Optional.empty());
  }

  /** Undoes a change, when nothing newer has touched what it changed. */
  @POST
  @Path("{id}/undo")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response undo(@PathParam("id") String id, @Context SecurityContext security) {
    try {
      return Things.changed(Response.ok(), editing.undo(Caller.of(security).actor(), number(id)));
    } catch (ConfigurationRefused e) {
      if (e.reason() == Reason.CHANGED) {
        throw new WebApplicationException(
            Problem.response(
                409, "changed", "Something newer has touched it", String.valueOf(e.getMessage())));
      }
      throw e;
    }
  }

  private static String kind(String text) {
    return text.equals("login") ? text : text.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw Problem.notFound("the trail has no such line");
    }
    return Long.parseLong(text);
  }

  private static JsonObject json(AuditEntry entry) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("id", entry.id())
            .add("at", entry.at().truncatedTo(ChronoUnit.MILLIS).toString())
            .add("actor", entry.actor())
            .add("action", small(entry.action()))
            .add("kind", small(entry.kind()))
            .add("name", entry.name());
    entry.source().ifPresent(source -> json.add("source", source));
    entry.before().ifPresent(before -> json.add("before", object(before)));
    entry.after().ifPresent(after -> json.add("after", object(after)));
    entry.undoes().ifPresent(undone -> json.add("undoes", undone));
    return json.build();
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static JsonObject object(String text) {
    return SharedJson.createReader(new StringReader(text)).readObject();
  }
}
