package org.ringspan.rest.secret;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;
import org.ringspan.secret.SecretName;
import org.ringspan.secret.SecretState;
import org.ringspan.secret.boundary.Secrets;

/** Secrets that the server needs to log in elsewhere. They are put in, and never read. */
@Path("secrets")
@ApplicationScoped
public class SecretsResource {
  @Inject private Secrets secrets;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public SecretsResource() {}

  /** Which there are. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response list(@Context UriInfo uri) {
    return Pages.page(uri, secrets.states(), SecretsResource::json, Optional.empty());
  }

  private static JsonObject json(SecretState state) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("name", state.name().written())
            .add("kept", state.kept().isPresent())
            .add("readable", state.readable())
            .add("inSettings", state.inSettings());
    state
        .kept()
        .ifPresent(
            kept ->
                json.add("changed", kept.at().truncatedTo(ChronoUnit.MILLIS).toString())
                    .add("by", kept.by()));
    return json.build();
  }

  /** Puts one in the place of what is there. */
  @PUT
  @Path("{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response put(
      @PathParam("name") String name, @Context SecurityContext security, InputStream body) {
    SecretName which = named(name);
    String value = Bodies.text(Bodies.object(body, Set.of("value")), "value");
    secrets.put(Caller.of(security).actor(), which, value);
    return Response.noContent().build();
  }

  /** Takes one away. */
  @DELETE
  @Path("{name}")
  @AtLeast(Role.ADMINISTRATOR)
  public Response remove(@PathParam("name") String name, @Context SecurityContext security) {
    if (!secrets.remove(Caller.of(security).actor(), named(name))) {
      throw Problem.notFound("the store doesn't have it");
    }
    return Response.noContent().build();
  }

  private static SecretName named(String name) {
    return SecretName.of(name)
        .orElseThrow(() -> Problem.notFound("the server needs no secret of this name"));
  }
}
