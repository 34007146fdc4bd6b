package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Park numbers. */
@Path("park-numbers")
@ApplicationScoped
public class ParkNumbersResource extends NamedThings {
  public ParkNumbersResource() {
    super(ResourceKind.PARK_NUMBERS);
  }
}
