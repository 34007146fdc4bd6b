package org.ringspan.rest.configuration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Lines, each with its user. */
@Path("lines")
@RequestScoped
public class LinesResource extends NamedThings {
  public LinesResource() {
    super(ResourceKind.LINE);
  }
}
