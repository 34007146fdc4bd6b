package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Partitions of the dial plan. */
@Path("partitions")
@ApplicationScoped
public class PartitionsResource extends NamedThings {
  public PartitionsResource() {
    super(ResourceKind.PARTITION);
  }
}
