package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * A server whose timers don't run out any more can't be mended: calls in it ring for ever. It is to
 * be started anew.
 */
@Liveness
@ApplicationScoped
public class TimersLiveness implements HealthCheck {
  /** Longer than any pause of a machine that is merely overloaded. */
  private static final Duration TOO_LATE = Duration.ofSeconds(30);

  @Inject private CallTimers timers;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public TimersLiveness() {}

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("timers")
        .status(timers.overdue().compareTo(TOO_LATE) < 0)
        .build();
  }
}
