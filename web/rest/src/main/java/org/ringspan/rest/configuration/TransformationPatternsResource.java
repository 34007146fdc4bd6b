package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
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

/** Transformation patterns, of calling and of called numbers. */
@Path("transformation-patterns")
@ApplicationScoped
public class TransformationPatternsResource extends Things {
  public TransformationPatternsResource() {
    super(ResourceKind.TRANSFORMATION_PATTERN);
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
  @Path("{kind}/{partition}/{pattern}")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public Response read(
      @PathParam("kind") String kind,
      @PathParam("partition") String partition,
      @PathParam("pattern") String pattern) {
    return one(kind + "/" + partition + "/" + pattern);
  }

  @PUT
  @Path("{kind}/{partition}/{pattern}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response replace(
      @PathParam("kind") String kind,
      @PathParam("partition") String partition,
      @PathParam("pattern") String pattern,
      InputStream body) {
    return replaced(kind + "/" + partition + "/" + pattern, body);
  }

  @DELETE
  @Path("{kind}/{partition}/{pattern}")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response delete(
      @PathParam("kind") String kind,
      @PathParam("partition") String partition,
      @PathParam("pattern") String pattern) {
    return removed(kind + "/" + partition + "/" + pattern);
  }
}
