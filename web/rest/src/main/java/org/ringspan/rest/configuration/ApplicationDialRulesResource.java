package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Application dial rules. */
@Path("application-dial-rules")
@ApplicationScoped
public class ApplicationDialRulesResource extends NamedThings {
  public ApplicationDialRulesResource() {
    super(ResourceKind.APPLICATION_DIAL_RULE);
  }
}
