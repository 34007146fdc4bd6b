package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Set;
import org.ringspan.address.UserId;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.identity.Role;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Problem;

/** Users with their lines, devices and destinations. */
@Path("users")
@ApplicationScoped
public class UsersResource extends NamedThings {
  public UsersResource() {
    super(ResourceKind.USER);
  }

  /** Gives the user another password; there is no reading it. */
  @PUT
  @Path("{key}/password")
  @Consumes(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response setPassword(@PathParam("key") String key, InputStream body) {
    String password = Bodies.text(Bodies.object(body, Set.of("password")), "password");
    UserId user = UserId.in(key).orElseThrow(() -> Problem.notFound("there is no user " + key));
    editing.setUserPassword(Caller.of(security).actor(), user, password);
    return Response.noContent().build();
  }

  /** Gives the user another PIN; there is no reading it. */
  @PUT
  @Path("{key}/pin")
  @Consumes(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response setPin(@PathParam("key") String key, InputStream body) {
    String pin = Bodies.text(Bodies.object(body, Set.of("pin")), "pin");
    UserId user = UserId.in(key).orElseThrow(() -> Problem.notFound("there is no user " + key));
    editing.setUserPin(Caller.of(security).actor(), user, pin);
    return Response.noContent().build();
  }
}
