package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.ringspan.configuration.boundary.LinterService;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;

/** What the linter finds in the configuration. */
@Path("findings")
@ApplicationScoped
public class FindingsResource {
  @Inject private LinterService linter;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public FindingsResource() {}

  /** All findings, the worst first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public String list() {
    JsonArrayBuilder items = SharedJson.createArrayBuilder();
    linter.findings().forEach(finding -> items.add(Things.finding(finding)));
    return SharedJson.createObjectBuilder().add("items", items).build().toString();
  }
}
