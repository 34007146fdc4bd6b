package org.ringspan.rest.directory;

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
import jakarta.ws.rs.PUT;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ringspan.directory.DirectoryPerson;
import org.ringspan.directory.DirectoryRun;
import org.ringspan.directory.DirectorySettings;
import org.ringspan.directory.Field;
import org.ringspan.directory.Following;
import org.ringspan.directory.RunLine;
import org.ringspan.directory.WaitingWrite;
import org.ringspan.directory.boundary.DirectoryConnector;
import org.ringspan.directory.boundary.DirectoryUnreachable;
import org.ringspan.directory.boundary.SettingsJson;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Locations;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;
import org.ringspan.rest.http.Underway;

/** Users from a company directory: settings, a look at what they find, and runs. */
@Path("directory")
@ApplicationScoped
public class DirectoryResource {
  private static final int MOST_RUNS = 100;
  private static final int MOST_LINES = 1000;
  private static final int PREVIEW = 10;

  @Inject private DirectoryConnector connector;
  @Context private UriInfo uri;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DirectoryResource() {}

  /** How the directory is read. */
  @GET
  @Path("settings")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public String settings() {
    return SettingsJson.of(
            connector
                .settings()
                .orElseThrow(() -> Problem.notFound("it isn't said yet how the directory is read")))
        .toString();
  }

  /** Has the directory read so from the next run on. */
  @PUT
  @Path("settings")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public String change(@Context SecurityContext security, InputStream body) {
    DirectorySettings settings = read(body);
    connector.change(Caller.of(security).actor(), settings);
    return SettingsJson.of(settings).toString();
  }

  /** The first people that settings find, without keeping the settings. */
  @POST
  @Path("preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response preview(InputStream body) {
    try {
      List<DirectoryPerson> people = connector.preview(read(body), PREVIEW);
      return Pages.page(uri, people, DirectoryResource::json, Optional.empty());
    } catch (DirectoryUnreachable e) {
      throw new WebApplicationException(
          Problem.response(
              502,
              "directory",
              "The directory doesn't give what was asked for",
              String.valueOf(e.getMessage())));
    }
  }

  private static DirectorySettings read(InputStream body) {
    return DirectorySettingsJson.read(Bodies.object(body, DirectorySettingsJson.FIELDS));
  }

  /** The last runs. */
  @GET
  @Path("runs")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response runs(
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    return Pages.page(
        uri,
        connector.runs(
            Optional.ofNullable(kind).map(DirectoryResource::kind), Pages.most(limit, MOST_RUNS)),
        DirectoryResource::json,
        Optional.empty());
  }

  private static DirectoryRun.Kind kind(String text) {
    for (DirectoryRun.Kind kind : DirectoryRun.Kind.values()) {
      if (small(kind).equals(text)) {
        return kind;
      }
    }
    throw Problem.badRequest("kind is full or changes");
  }

  /** How changes are followed. */
  @GET
  @Path("following")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public String following() {
    Following following = connector.following();
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("follows", connector.settings().filter(DirectorySettings::follow).isPresent())
            .add("begun", !following.bookmark().isEmpty())
            .add("fullRunWanted", following.fullRunWanted());
    following.paused().ifPresent(why -> json.add("paused", why));
    following.lastChange().ifPresent(at -> json.add("lastChange", time(at)));
    return json.build().toString();
  }

  /** Begins a run, or only tells what it would do. */
  @POST
  @Path("runs")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response begin(
      @QueryParam("dryRun") @DefaultValue("false") String dryRun,
      @QueryParam("consent") @DefaultValue("false") String consent,
      @Context SecurityContext security) {
    String id =
        connector.begin(
            Caller.of(security).actor(), flag("dryRun", dryRun), flag("consent", consent));
    return Response.accepted(json(connector.run(id).orElseThrow(() -> unknown(id))).toString())
        .location(Locations.below(uri, id))
        .build();
  }

  private static boolean flag(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.badRequest(name + " is true or false");
    };
  }

  /** How far a run has come. */
  @GET
  @Path("runs/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public String run(@PathParam("id") String id) {
    DirectoryRun run = connector.run(id).orElseThrow(() -> unknown(id));
    return Underway.told(json(run), connector.progress(id)).toString();
  }

  /** Stops a run that hasn't begun to write. */
  @DELETE
  @Path("runs/{id}")
  @AtLeast(Role.ADMINISTRATOR)
  public Response cancel(@PathParam("id") String id) {
    if (connector.run(id).isEmpty()) {
      throw unknown(id);
    }
    if (!connector.cancel(id)) {
      throw new WebApplicationException(
          Problem.response(
              409, "not-allowed", "This can't be done", "the run writes already, or is over"));
    }
    return Response.accepted().build();
  }

  /** What a run did, or would have done. */
  @GET
  @Path("runs/{id}/report")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response report(
      @PathParam("id") String id,
      @QueryParam("action") @Nullable String action,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    if (connector.run(id).isEmpty()) {
      throw unknown(id);
    }
    int most = Pages.most(limit, MOST_LINES);
    List<RunLine> found =
        connector.report(
            id, line(after), Optional.ofNullable(action).map(DirectoryResource::action), most + 1);
    List<RunLine> page = found.stream().limit(most).toList();
    return Pages.page(
        uri,
        page,
        DirectoryResource::json,
        found.size() > most
            ? Optional.of(Integer.toString(page.getLast().number()))
            : Optional.empty());
  }

  private static RunLine.Action action(String text) {
    for (RunLine.Action action : RunLine.Action.values()) {
      if (small(action).equals(text)) {
        return action;
      }
    }
    throw Problem.badRequest("there is no such action");
  }

  /** Writes to the directory that it refused. */
  @GET
  @Path("waiting-writes")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response waitingWrites() {
    return Pages.page(uri, connector.waitingWrites(), DirectoryResource::json, Optional.empty());
  }

  /** Says what is to become of a waiting write. */
  @POST
  @Path("waiting-writes/{key}/{remedy}")
  @AtLeast(Role.ADMINISTRATOR)
  public Response decide(
      @PathParam("key") String key,
      @PathParam("remedy") String remedy,
      @QueryParam("evenIfOvertaken") @DefaultValue("false") String evenIfOvertaken,
      @Context SecurityContext security) {
    connector.decide(
        Caller.of(security).actor(), key, remedy(remedy), flag("evenIfOvertaken", evenIfOvertaken));
    return Response.accepted().build();
  }

  private static WaitingWrite.Remedy remedy(String text) {
    for (WaitingWrite.Remedy remedy : WaitingWrite.Remedy.values()) {
      if (small(remedy).equals(text)) {
        return remedy;
      }
    }
    throw Problem.notFound("there is no remedy " + text);
  }

  private static JsonObject json(WaitingWrite write) {
    return SharedJson.createObjectBuilder()
        .add("key", write.key())
        .add("object", write.object())
        .add("description", write.description())
        .add("reason", write.reason())
        .add("since", time(write.since()))
        .add("overtaken", write.overtaken())
        .build();
  }

  private static int line(@Nullable String after) {
    if (after == null) {
      return 0;
    }
    if (!after.matches("[0-9]{1,9}")) {
      throw Problem.badRequest("after is what a page's Link says");
    }
    return Integer.parseInt(after);
  }

  private static WebApplicationException unknown(String id) {
    return Problem.notFound("there is no run " + id);
  }

  private static JsonObject json(DirectoryPerson person) {
    return SharedJson.createObjectBuilder()
        .add("id", person.id().value())
        .add("entry", person.entry())
        .add("active", person.active())
        .add("values", fields(person.values()))
        .add("unusable", fields(person.unusable()))
        .build();
  }

  private static JsonObject fields(Map<Field, String> values) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder();
    new TreeMap<>(values).forEach((field, value) -> json.add(small(field), value));
    return json.build();
  }

  private static JsonObject json(DirectoryRun run) {
    DirectoryRun.Counts counts = run.counts();
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("id", run.id())
            .add("kind", small(run.kind()))
            .add("by", run.by())
            .add("dryRun", run.dryRun())
            .add("phase", small(run.phase()))
            .add("people", run.people())
            .add("created", counts.created())
            .add("updated", counts.updated())
            .add("deactivated", counts.deactivated())
            .add("reactivated", counts.reactivated())
            .add("unchanged", counts.unchanged())
            .add("leftOut", counts.leftOut())
            .add("refused", counts.refused())
            .add("written", counts.written())
            .add("started", time(run.started()));
    run.failure().ifPresent(why -> json.add("failure", why));
    run.ended().ifPresent(at -> json.add("ended", time(at)));
    return json.build();
  }

  private static JsonObject json(RunLine line) {
    JsonArrayBuilder remarks = SharedJson.createArrayBuilder();
    line.remarks().forEach(remark -> remarks.add(small(remark)));
    return SharedJson.createObjectBuilder()
        .add("line", line.number())
        .add("action", small(line.action()))
        .add("login", line.login())
        .add("entry", line.entry())
        .add("remarks", remarks)
        .add("detail", line.detail())
        .build();
  }

  private static String small(Enum<?> constant) {
    return small(constant.name());
  }

  private static String small(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
