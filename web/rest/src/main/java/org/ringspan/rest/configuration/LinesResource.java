package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Lines, each with its user. */
@Path("lines")
@ApplicationScoped
public class LinesResource extends NamedThings {
  public LinesResource() {
    super(ResourceKind.LINE);
  }
}
