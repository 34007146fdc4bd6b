package org.ringspan.rest.provisioning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.provisioning.ProvisioningRun;
import org.ringspan.provisioning.ReportLine;
import org.ringspan.provisioning.Step.Action;
import org.ringspan.provisioning.Target;
import org.ringspan.provisioning.boundary.Provisioning;
import org.ringspan.provisioning.boundary.TargetJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Locations;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;
import org.ringspan.rest.http.Underway;

/** A SCIM service that is told of our people and groups. */
@Path("provisioning")
@ApplicationScoped
public class ProvisioningResource {
  private static final int MOST_RUNS = 100;
  private static final int MOST_LINES = 1000;
  private static final int USUAL_BRAKE = 10;
  private static final Set<String> FIELDS =
      Set.of("address", "tokenAddress", "client", "groups", "mostDeactivated", "dailyAt");

  @Inject private Provisioning provisioning;
  @Context private UriInfo uri;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ProvisioningResource() {}

  /** The service. */
  @GET
  @Path("target")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public String target() {
    return shown(
        provisioning
            .target()
            .orElseThrow(() -> Problem.notFound("it isn't said yet which service is told")));
  }

  private String shown(Target target) {
    return SharedJson.createObjectBuilder(TargetJson.of(target))
        .add("hasSecret", provisioning.hasSecret())
        .build()
        .toString();
  }

  /** Has this service told from the next run on. */
  @PUT
  @Path("target")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public String change(@Context SecurityContext security, InputStream body) {
    JsonObject json = Bodies.object(body, FIELDS);
    Target target =
        new Target(
            Bodies.text(json, "address"),
            Bodies.optionalText(json, "tokenAddress"),
            Bodies.optionalText(json, "client"),
            Bodies.flag(json, "groups", true),
            number(json, "mostDeactivated"),
            Bodies.optionalText(json, "dailyAt").map(ProvisioningResource::minute));
    provisioning.change(Caller.of(security).actor(), target);
    return shown(target);
  }

  private static int number(JsonObject json, String name) {
    JsonValue value = json.get(name);
    if (value == null) {
      return USUAL_BRAKE;
    }
    if (value instanceof JsonNumber number) {
      try {
        return number.bigDecimalValue().intValueExact();
      } catch (ArithmeticException e) {
        throw Problem.invalid("/" + name, "must be a whole number");
      }
    }
    throw Problem.invalid("/" + name, "must be a whole number");
  }

  private static LocalTime minute(String text) {
    try {
      if (text.length() == 5) {
        return LocalTime.parse(text);
      }
    } catch (DateTimeException e) {
      throw Problem.invalid("/dailyAt", "a time of the day is HH:MM");
    }
    throw Problem.invalid("/dailyAt", "a time of the day is HH:MM");
  }

  /** Tells nobody any more. */
  @DELETE
  @Path("target")
  @AtLeast(Role.ADMINISTRATOR)
  public Response remove(@Context SecurityContext security) {
    if (!provisioning.remove(Caller.of(security).actor())) {
      throw Problem.notFound("no service is told");
    }
    return Response.noContent().build();
  }

  /** Gives the service's secret; there is no reading it. */
  @PUT
  @Path("target/secret")
  @Consumes(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response setSecret(@Context SecurityContext security, InputStream body) {
    provisioning.setSecret(
        Caller.of(security).actor(), Bodies.text(Bodies.object(body, Set.of("secret")), "secret"));
    return Response.noContent().build();
  }

  /** The last runs. */
  @GET
  @Path("runs")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response runs(@QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    return Pages.page(
        uri,
        provisioning.runs(Pages.most(limit, MOST_RUNS)),
        ProvisioningResource::json,
        Optional.empty());
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
        provisioning.begin(
            Caller.of(security).actor(), flag("dryRun", dryRun), flag("consent", consent));
    return Response.accepted(json(provisioning.run(id).orElseThrow(() -> unknown(id))).toString())
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
    ProvisioningRun run = provisioning.run(id).orElseThrow(() -> unknown(id));
    return Underway.told(json(run), provisioning.progress(id)).toString();
  }

  /** Stops a run; what it has told stays told. */
  @DELETE
  @Path("runs/{id}")
  @AtLeast(Role.ADMINISTRATOR)
  public Response cancel(@PathParam("id") String id) {
    if (provisioning.run(id).isEmpty()) {
      throw unknown(id);
    }
    if (!provisioning.cancel(id)) {
      throw new WebApplicationException(
          Problem.response(
              409,
              "not-allowed",
              "This can't be done",
              "the run is over, or another server carries it out"));
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
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    if (provisioning.run(id).isEmpty()) {
      throw unknown(id);
    }
    int most = Pages.most(limit, MOST_LINES);
    List<ReportLine> found = provisioning.report(id, line(after), most + 1);
    List<ReportLine> page = found.stream().limit(most).toList();
    return Pages.page(
        uri,
        page,
        ProvisioningResource::json,
        found.size() > most
            ? Optional.of(Integer.toString(page.getLast().number()))
            : Optional.empty());
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

  private static JsonObject json(ProvisioningRun run) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("id", run.id())
            .add("by", run.by())
            .add("dryRun", run.dryRun())
            .add("phase", small(run.phase()))
            .add("created", run.count(Action.CREATE))
            .add("updated", run.count(Action.UPDATE))
            .add("deactivated", run.count(Action.DEACTIVATE))
            .add("reactivated", run.count(Action.REACTIVATE))
            .add("removed", run.count(Action.REMOVE))
            .add("refused", run.count(Action.REFUSE))
            .add("unchanged", run.unchanged())
            .add("started", time(run.started()));
    run.failure().ifPresent(why -> json.add("failure", why));
    run.ended().ifPresent(at -> json.add("ended", time(at)));
    return json.build();
  }

  private static JsonObject json(ReportLine line) {
    return SharedJson.createObjectBuilder()
        .add("line", line.number())
        .add("action", small(line.action()))
        .add("kind", small(line.kind()))
        .add("name", line.name())
        .add("detail", line.detail())
        .build();
  }

  private static String small(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
