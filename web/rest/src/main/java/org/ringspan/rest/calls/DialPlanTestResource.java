package org.ringspan.rest.calls;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Set;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.TrunkName;
import org.ringspan.dialplan.DialledNumberTester;
import org.ringspan.dialplan.Resolution;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.dialplan.boundary.DialPlanService;
import org.ringspan.dialplan.boundary.Dialler;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.OnlyReads;
import org.ringspan.rest.http.Problem;

/** What happens when somebody dials a number. */
@Path("dial-plan/test")
@ApplicationScoped
public class DialPlanTestResource {
  @Inject private DialPlanService plan;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DialPlanTestResource() {}

  /** Tests a number; nothing is called. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @OnlyReads
  @AtLeast(Role.SUPPORT)
  public String test(InputStream body) {
    JsonObject asked = Bodies.object(body, Set.of("device", "line", "trunk", "number"));
    Dialler dialler = dialler(asked);
    String number = Bodies.text(asked, "number");
    if (number.length() > DialPlanService.LONGEST) {
      throw Problem.invalid("/number", "has at most " + DialPlanService.LONGEST + " characters");
    }
    DialledNumberTester.Answer answer =
        plan.test(dialler, number)
            .orElseThrow(() -> Problem.notFound("there is no such device, line or trunk"));
    JsonObjectBuilder json = SharedJson.createObjectBuilder().add("dialled", number);
    result(json, answer.resolution());
    answer.calling().number().ifPresent(calling -> json.add("calling", calling));
    return json.add("sentences", SharedJson.createArrayBuilder(answer.sentences()))
        .build()
        .toString();
  }

  static Dialler dialler(JsonObject asked) {
    long given = Set.of("device", "line", "trunk").stream().filter(asked::containsKey).count();
    if (given != 1) {
      throw Problem.invalid("", "must have one of device, line and trunk");
    }
    for (String field : Set.of("device", "line", "trunk")) {
      if (asked.containsKey(field)) {
        String name = Bodies.text(asked, field);
        try {
          return switch (field) {
            case "device" -> new Dialler.Phone(new DeviceName(name));
            case "line" -> new Dialler.OfLine(new DirectoryNumber(name));
            default -> new Dialler.OfTrunk(new TrunkName(name));
          };
        } catch (IllegalArgumentException e) {
          throw Problem.invalid("/" + field, String.valueOf(e.getMessage()));
        }
      }
    }
    throw new IllegalStateException("one of them was there");
  }

  private static void result(JsonObjectBuilder json, Resolution resolution) {
    switch (resolution) {
      case Resolution.Line line -> json.add("result", "line").add("line", line.number().digits());
      case Resolution.HuntGroup group ->
          json.add("result", "hunt-group").add("huntGroup", group.number().digits());
      case Resolution.Park park ->
          json.add("result", "park")
              .add("parkNumber", park.number().digits())
              .add("retrieves", park.retrieves());
      case Resolution.Voicemail voicemail -> json.add("result", "voicemail");
      case Resolution.Route route -> {
        json.add("result", "route").add("called", route.called());
        switch (route.way()) {
          case RouteTarget.ToRouteList(var list) -> json.add("routeList", list.value());
          case RouteTarget.ToTrunk(var trunk) -> json.add("trunk", trunk.value());
        }
        json.add("class", CallJson.small(route.callClass())).add("offNet", route.offNet());
      }
      case Resolution.Blocked(var cause) ->
          json.add("result", "blocked")
              .add("cause", CallJson.small(cause))
              .add("status", cause.status());
      case Resolution.NoMatch none -> json.add("result", "no-match").add("status", 404);
      case Resolution.Incomplete incomplete -> json.add("result", "incomplete").add("status", 484);
    }
  }
}
