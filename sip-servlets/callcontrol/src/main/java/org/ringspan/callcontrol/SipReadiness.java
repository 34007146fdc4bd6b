package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.ringspan.sip.container.api.SipContainer;

/** Ready means that new calls are taken: not before SIP listens, not while the last calls end. */
@Readiness
@ApplicationScoped
public class SipReadiness implements HealthCheck {
  @Inject private SipContainer container;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public SipReadiness() {}

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("sip").status(accepting()).build();
  }

  private boolean accepting() {
    try {
      return container.accepting();
    } catch (IllegalStateException e) {
      return false; // not attached to the engine yet, or any more
    }
  }
}
