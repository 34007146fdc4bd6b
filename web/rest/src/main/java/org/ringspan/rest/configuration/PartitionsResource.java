package org.ringspan.rest.configuration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Partitions of the dial plan. */
@Path("partitions")
@RequestScoped
public class PartitionsResource extends NamedThings {
  public PartitionsResource() {
    super(ResourceKind.PARTITION);
  }
}
