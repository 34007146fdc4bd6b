package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Route lists. */
@Path("route-lists")
@ApplicationScoped
public class RouteListsResource extends NamedThings {
  public RouteListsResource() {
    super(ResourceKind.ROUTE_LIST);
  }
}
