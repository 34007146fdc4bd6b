package org.ringspan.rest.configuration;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.identity.Role;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Pages;

/** Things that are told by a name. */
public abstract class NamedThings extends Things {
  NamedThings(ResourceKind kind) {
    super(kind);
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public Response list(
      @QueryParam("text") @Nullable String text,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    return page(text, after, limit);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response create(InputStream body) {
    return made(body);
  }

  @GET
  @Path("{key}")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public Response read(@PathParam("key") String key) {
    return one(key);
  }

  @PUT
  @Path("{key}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response replace(@PathParam("key") String key, InputStream body) {
    return replaced(key, body);
  }

  @DELETE
  @Path("{key}")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response delete(@PathParam("key") String key) {
    return removed(key);
  }
}
