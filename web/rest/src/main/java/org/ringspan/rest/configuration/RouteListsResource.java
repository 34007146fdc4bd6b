package org.ringspan.rest.configuration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Route lists. */
@Path("route-lists")
@RequestScoped
public class RouteListsResource extends NamedThings {
  public RouteListsResource() {
    super(ResourceKind.ROUTE_LIST);
  }
}
