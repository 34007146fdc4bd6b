package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** What holds for single number reach. */
@Path("reach")
@ApplicationScoped
public class ReachResource extends SettingsThing {
  public ReachResource() {
    super(ResourceKind.REACH);
  }
}
