package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.boundary.ImportLine;
import org.ringspan.configuration.boundary.ImportState;
import org.ringspan.configuration.boundary.UserTables;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Locations;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;

/** Imports of users from tables: jobs of this server. */
@Path("imports")
@ApplicationScoped
public class ImportsResource {
  private static final int MOST = 1000;

  @Inject private UserTables tables;
  @Context private UriInfo uri;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ImportsResource() {}

  /** Begins an import, or only tells what it would do. */
  @POST
  @Path("users")
  @Consumes("text/csv")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response begin(
      @QueryParam("dryRun") @DefaultValue("false") String dryRun,
      @Context SecurityContext security,
      InputStream body) {
    boolean dry =
        switch (dryRun) {
          case "true" -> true;
          case "false" -> false;
          default -> throw Problem.badRequest("dryRun is true or false");
        };
    String id =
        tables.begin(Caller.of(security).actor(), Bodies.bytes(body, Bodies.LARGEST_DOCUMENT), dry);
    return Response.accepted(json(tables.state(id).orElseThrow(() -> unknown(id))).toString())
        .location(Locations.beside(uri, id))
        .build();
  }

  /** How far an import has come. */
  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public String state(@PathParam("id") String id) {
    return json(tables.state(id).orElseThrow(() -> unknown(id))).toString();
  }

  /** What was made of each line. */
  @GET
  @Path("{id}/report")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response report(
      @PathParam("id") String id,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    int most = Pages.most(limit, MOST);
    List<ImportLine> found =
        tables.report(id, line(after), most + 1).orElseThrow(() -> unknown(id));
    List<ImportLine> page = found.stream().limit(most).toList();
    return Pages.page(
        uri,
        page,
        ImportsResource::json,
        found.size() > most ? Optional.of(Long.toString(page.getLast().line())) : Optional.empty());
  }

  /** Stops an import that hasn't begun to write. */
  @DELETE
  @Path("{id}")
  @AtLeast(Role.ADMINISTRATOR)
  public Response cancel(@PathParam("id") String id) {
    if (tables.state(id).isEmpty()) {
      throw unknown(id);
    }
    if (!tables.cancel(id)) {
      throw new WebApplicationException(
          Problem.response(
              409, "not-allowed", "This can't be done", "the import writes already, or is over"));
    }
    return Response.accepted().build();
  }

  private static long line(@Nullable String after) {
    if (after == null) {
      return 0;
    }
    if (!after.matches("[0-9]{1,9}")) {
      throw Problem.badRequest("after is what a page's Link says");
    }
    return Long.parseLong(after);
  }

  private static WebApplicationException unknown(String id) {
    return Problem.notFound("this server remembers no import " + id);
  }

  private static JsonObject json(ImportState state) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("id", state.id())
            .add("dryRun", state.dryRun())
            .add("phase", small(state.phase()))
            .add("lines", state.lines())
            .add("looked", state.looked())
            .add("created", state.created())
            .add("updated", state.updated())
            .add("unchanged", state.unchanged())
            .add("refused", state.refused())
            .add("started", time(state.started()));
    state.failure().ifPresent(why -> json.add("failure", why));
    state.ended().ifPresent(at -> json.add("ended", time(at)));
    return json.build();
  }

  private static JsonObject json(ImportLine line) {
    JsonArrayBuilder faults = SharedJson.createArrayBuilder();
    line.faults()
        .forEach(
            fault ->
                faults.add(
                    SharedJson.createObjectBuilder()
                        .add("column", fault.column())
                        .add("detail", fault.message())));
    return SharedJson.createObjectBuilder()
        .add("line", line.line())
        .add("login", line.login())
        .add("action", small(line.action()))
        .add("faults", faults)
        .build();
  }

  private static String small(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
