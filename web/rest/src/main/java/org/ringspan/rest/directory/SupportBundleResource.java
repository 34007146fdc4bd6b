package org.ringspan.rest.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import org.ringspan.directory.boundary.SupportBundle;
import org.ringspan.identity.Role;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Problem;

/** What somebody who helps needs to know of the connector, in one file. */
@Path("directory/support-bundle")
@ApplicationScoped
public class SupportBundleResource {
  @Inject private SupportBundle bundle;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public SupportBundleResource() {}

  /** The file, a ZIP, without secrets; with people's names only if they are asked for. */
  @GET
  @Produces("application/zip")
  @AtLeast(Role.ADMINISTRATOR)
  public Response read(
      @QueryParam("names") @DefaultValue("false") String names, @Context SecurityContext security) {
    boolean named =
        switch (names) {
          case "true" -> true;
          case "false" -> false;
          default -> throw Problem.badRequest("names is true or false");
        };
    bundle.note(Caller.of(security).actor(), named);
    return Response.ok((StreamingOutput) out -> bundle.write(named, out), "application/zip")
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + SupportBundle.NAME + "\"")
        .build();
  }
}
