package org.ringspan.rest.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.directory.DirectoryEvent;
import org.ringspan.directory.EventQuestion;
import org.ringspan.directory.boundary.DirectoryConnector;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;

/** What the connector did and met. */
@Path("directory/events")
@ApplicationScoped
public class DirectoryEventsResource {
  private static final int MOST = 1000;

  @Inject private DirectoryConnector connector;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DirectoryEventsResource() {}

  /** A page of them, the newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response list(
      @Context UriInfo uri,
      @BeanParam EventFilter filter,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    int most = Pages.most(limit, MOST);
    List<DirectoryEvent> found = connector.events(filter.question(below(after), most + 1));
    List<DirectoryEvent> page = found.stream().limit(most).toList();
    return Pages.page(
        uri,
        page,
        DirectoryEventsResource::json,
        found.size() > most
            ? Optional.of(Long.toString(page.getLast().number()))
            : Optional.empty());
  }

  private static Optional<Long> below(@Nullable String after) {
    if (after == null) {
      return Optional.empty();
    }
    if (!after.matches("[0-9]{1,18}")) {
      throw Problem.badRequest("after is what a page's Link says");
    }
    return Optional.of(Long.parseLong(after));
  }

  private static JsonObject json(DirectoryEvent event) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("id", Long.toString(event.number()))
            .add("at", event.at().truncatedTo(ChronoUnit.MILLIS).toString())
            .add("kind", event.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .add("text", event.text());
    event.login().ifPresent(login -> json.add("user", login));
    return json.build();
  }

  /** All that are asked for as a table, 10,000 at most. */
  @GET
  @Path("table")
  @Produces("text/csv")
  @AtLeast(Role.ADMINISTRATOR)
  public Response table(@BeanParam EventFilter filter) {
    return Response.ok(
            connector.eventTable(filter.question(Optional.empty(), EventQuestion.LARGEST)),
            "text/csv;charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"directory-events.csv\"")
        .build();
  }
}
