package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Route patterns. */
@Path("route-patterns")
@ApplicationScoped
public class RoutePatternsResource extends PatternThings {
  public RoutePatternsResource() {
    super(ResourceKind.ROUTE_PATTERN);
  }
}
