package org.ringspan.rest.configuration;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.identity.Role;
import org.ringspan.rest.http.AtLeast;

/** Something of which there is always one. */
public abstract class SettingsThing extends Things {
  SettingsThing(ResourceKind kind) {
    super(kind);
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public Response read() {
    return one(ResourceKind.ONLY);
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response replace(InputStream body) {
    return replaced(ResourceKind.ONLY, body);
  }
}
