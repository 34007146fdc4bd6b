package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import org.ringspan.configuration.boundary.ResourceKind;

/** What holds in the dial plan where nothing else is said. */
@Path("dial-plan-settings")
@ApplicationScoped
public class DialPlanSettingsResource extends SettingsThing {
  public DialPlanSettingsResource() {
    super(ResourceKind.DIAL_PLAN_SETTINGS);
  }
}
