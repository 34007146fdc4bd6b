package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** Hunt groups. */
@Path("hunt-groups")
@ApplicationScoped
public class HuntGroupsResource extends NamedThings {
  public HuntGroupsResource() {
    super(ResourceKind.HUNT_GROUP);
  }
}
