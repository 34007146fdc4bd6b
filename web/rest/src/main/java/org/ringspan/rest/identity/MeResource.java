package org.ringspan.rest.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Set;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.HuntMembership;
import org.ringspan.configuration.boundary.OwnSettings;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.identity.Role;
import org.ringspan.identity.boundary.LoginResult;
import org.ringspan.identity.boundary.Logins;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.configuration.Things;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Preconditions;
import org.ringspan.rest.http.Problem;

/** One's own settings. */
@Path("me")
@ApplicationScoped
public class MeResource {
  @Inject private OwnSettings settings;
  @Inject private ConfigurationEditing editing;
  @Inject private Logins logins;
  @Context private SecurityContext security;
  @Context private HttpHeaders headers;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MeResource() {}

  /** Oneself as configured: lines, devices, destinations. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public Response read(@Context Request request) {
    Caller caller = Caller.of(security);
    Resource me =
        settings
            .read(caller.user())
            .orElseThrow(() -> Problem.notFound("there is no user " + caller.user()));
    return Preconditions.unlessKnown(
        request, me.tag(), Response.ok(me.text(), MediaType.APPLICATION_JSON_TYPE));
  }

  /** Switches one's mobility on or off, or puts other destinations in the place of all. */
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public Response change(InputStream body) {
    Caller caller = Caller.of(security);
    return Things.changed(
        Response.ok(),
        settings.change(
            caller.actor(), caller.user(), Preconditions.mark(headers), Bodies.object(body)));
  }

  /** Changes where one of one's lines forwards. */
  @PATCH
  @Path("lines/{number}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public Response changeLine(@PathParam("number") String number, InputStream body) {
    Caller caller = Caller.of(security);
    return Things.changed(
        Response.ok(),
        settings.changeLine(
            caller.actor(),
            caller.user(),
            number,
            Preconditions.mark(headers),
            Bodies.object(body)));
  }

  /** The hunt groups whose calls one takes. */
  @GET
  @Path("hunt-groups")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public Response huntGroups() {
    JsonArrayBuilder items = SharedJson.createArrayBuilder();
    for (HuntMembership one : settings.huntGroups(Caller.of(security).user())) {
      items.add(
          SharedJson.createObjectBuilder()
              .add("group", one.group())
              .add("number", one.number())
              .add("line", one.line())
              .add("loggedIn", one.loggedIn()));
    }
    return Response.ok(SharedJson.createObjectBuilder().add("items", items).build().toString())
        .build();
  }

  /** Takes calls of a hunt group, or no more. */
  @PUT
  @Path("hunt-groups/{group}")
  @Consumes(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public Response switchHunting(@PathParam("group") String group, InputStream body) {
    JsonObject asked = Bodies.object(body, Set.of("loggedIn"));
    if (!asked.containsKey("loggedIn")) {
      throw Problem.badRequest("loggedIn is missing");
    }
    Caller caller = Caller.of(security);
    settings.switchHunting(
        caller.actor(), caller.user(), group, Bodies.flag(asked, "loggedIn", true));
    return Response.noContent().build();
  }

  /** Gives oneself another password; the old one must be shown, also by who has a token. */
  @PUT
  @Path("password")
  @Consumes(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public Response setPassword(InputStream body) {
    JsonObject asked = Bodies.object(body, Set.of("current", "password"));
    Caller caller = Caller.of(security);
    requirePassword(caller, Bodies.text(asked, "current"));
    editing.setUserPassword(caller.actor(), caller.user(), Bodies.text(asked, "password"));
    return Response.noContent().build();
  }

  /** Gives oneself another PIN; the password must be shown, also by who has a token. */
  @PUT
  @Path("pin")
  @Consumes(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public Response setPin(InputStream body) {
    JsonObject asked = Bodies.object(body, Set.of("current", "pin"));
    Caller caller = Caller.of(security);
    requirePassword(caller, Bodies.text(asked, "current"));
    editing.setUserPin(caller.actor(), caller.user(), Bodies.text(asked, "pin"));
    return Response.noContent().build();
  }

  private void requirePassword(Caller caller, String current) {
    LoginResult shown = logins.logIn(caller.user().value(), current, caller.source());
    if (!(shown instanceof LoginResult.Accepted)) {
      throw new WebApplicationException(
          Problem.response(
              403, "forbidden", "This isn't allowed", "the current password is another"));
    }
  }
}
