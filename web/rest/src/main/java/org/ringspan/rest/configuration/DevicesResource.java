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
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.identity.Role;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;

/** Devices, each with its user. */
@Path("devices")
@ApplicationScoped
public class DevicesResource extends NamedThings {
  public DevicesResource() {
    super(ResourceKind.DEVICE);
  }

  /** Gives the device another password for registering; there is no reading it. */
  @PUT
  @Path("{key}/password")
  @Consumes(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response setPassword(@PathParam("key") String key, InputStream body) {
    String password = Bodies.text(Bodies.object(body, Set.of("password")), "password");
    editing.setDevicePassword(Caller.of(security).actor(), key, password);
    return Response.noContent().build();
  }
}
