package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Route groups. */
@Path("route-groups")
@ApplicationScoped
public class RouteGroupsResource extends NamedThings {
  public RouteGroupsResource() {
    super(ResourceKind.ROUTE_GROUP);
  }
}
