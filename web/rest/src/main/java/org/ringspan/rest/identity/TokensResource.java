package org.ringspan.rest.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.ringspan.identity.Role;
import org.ringspan.identity.boundary.AccessTokens;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Problem;

/** The tokens of everybody. */
@Path("tokens")
@ApplicationScoped
public class TokensResource {
  @Inject private AccessTokens tokens;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public TokensResource() {}

  /** The tokens of everybody, the newest first; at most 1,000. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public String list() {
    JsonArrayBuilder items = SharedJson.createArrayBuilder();
    tokens.all(Optional.empty()).forEach(token -> items.add(MyTokensResource.json(token)));
    return SharedJson.createObjectBuilder().add("items", items).build().toString();
  }

  /** Ends a token at once. */
  @DELETE
  @Path("{id}")
  @AtLeast(Role.ADMINISTRATOR)
  public Response revoke(@PathParam("id") String id, @Context SecurityContext security) {
    if (!tokens.revoke(
        Caller.of(security).actor(), MyTokensResource.number(id), Optional.empty())) {
      throw Problem.notFound("there is no token " + id);
    }
    return Response.noContent().build();
  }
}
