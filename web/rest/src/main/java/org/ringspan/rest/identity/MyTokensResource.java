package org.ringspan.rest.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ringspan.identity.AccessToken;
import org.ringspan.identity.AccessToken.Scope;
import org.ringspan.identity.Role;
import org.ringspan.identity.boundary.AccessTokens;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Locations;
import org.ringspan.rest.http.Problem;

/** One's own tokens. */
@Path("me/tokens")
@ApplicationScoped
public class MyTokensResource {
  @Inject private AccessTokens tokens;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MyTokensResource() {}

  /** One's own tokens, the newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public String list(@Context SecurityContext security) {
    JsonArrayBuilder items = SharedJson.createArrayBuilder();
    tokens.all(Optional.of(Caller.of(security).user())).forEach(token -> items.add(json(token)));
    return SharedJson.createObjectBuilder().add("items", items).build().toString();
  }

  /** Makes a token; the answer is the only place where it ever stands. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public Response create(
      @Context SecurityContext security, @Context UriInfo uri, InputStream body) {
    JsonObject asked = Bodies.object(body, Set.of("name", "scope", "expires"));
    Caller caller = Caller.of(security);
    AccessTokens.Made made;
    try {
      made =
          tokens
              .make(
                  caller.actor(),
                  caller.user(),
                  Bodies.text(asked, "name"),
                  scope(asked),
                  expires(asked))
              .orElseThrow(() -> Problem.notFound("there is no user " + caller.user()));
    } catch (jakarta.ejb.EJBException e) {
      if (e.getCause() instanceof IllegalArgumentException fault) {
        throw Problem.invalid("", String.valueOf(fault.getMessage()));
      }
      throw e;
    }
    return Response.created(Locations.below(uri, Long.toString(made.token().id())))
        .entity(
            SharedJson.createObjectBuilder(json(made.token()))
                .add("token", made.text())
                .build()
                .toString())
        .build();
  }

  private static Scope scope(JsonObject asked) {
    return switch (Bodies.text(asked, "scope")) {
      case "read" -> Scope.READ;
      case "write" -> Scope.WRITE;
      case "scim" -> Scope.SCIM;
      default -> throw Problem.invalid("/scope", "must be read, write or scim");
    };
  }

  private static Optional<Instant> expires(JsonObject asked) {
    try {
      return Bodies.optionalText(asked, "expires")
          .map(Instant::parse)
          .map(at -> at.truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      throw Problem.invalid("/expires", "must be a time like 2027-01-31T12:00:00Z");
    }
  }

  /** Ends one of one's own tokens at once. */
  @DELETE
  @Path("{id}")
  @AtLeast(Role.USER)
  public Response revoke(@PathParam("id") String id, @Context SecurityContext security) {
    Caller caller = Caller.of(security);
    if (!tokens.revoke(caller.actor(), number(id), Optional.of(caller.user()))) {
      throw Problem.notFound("you have no token " + id);
    }
    return Response.noContent().build();
  }

  static long number(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw Problem.notFound("there is no such token");
    }
    return Long.parseLong(id);
  }

  static JsonObject json(AccessToken token) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("id", token.id())
            .add("user", token.owner().value())
            .add("name", token.name())
            .add("scope", token.scope().name().toLowerCase(Locale.ROOT))
            .add("created", time(token.created()));
    token.expires().ifPresent(at -> json.add("expires", time(at)));
    token.lastUsed().ifPresent(at -> json.add("lastUsed", time(at)));
    return json.build();
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
