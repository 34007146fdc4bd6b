package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.ringspan.configuration.boundary.UserTables;
import org.ringspan.identity.Role;
import org.ringspan.rest.http.AtLeast;

/** Users as a table. */
@Path("exports")
@ApplicationScoped
public class ExportsResource {
  @Inject private UserTables tables;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ExportsResource() {}

  /** All users as CSV that can be imported again; without passwords. */
  @GET
  @Path("users")
  @Produces("text/csv")
  @AtLeast(Role.ADMINISTRATOR)
  public Response users() {
    return Response.ok(tables.export(), "text/csv;charset=UTF-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"users.csv\"")
        .build();
  }
}
