package org.ringspan.rest.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import org.ringspan.guessing.Source;

/** Counts the requests of each token and account, and of each source of anonymous ones. */
@Provider
@Priority(Priorities.AUTHENTICATION + 1)
public class RateLimitFilter implements ContainerRequestFilter {
  @Inject private RateLimits limits;
  @Context private HttpServletRequest http;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public RateLimitFilter() {}

  @Override
  public void filter(ContainerRequestContext request) {
    String who =
        request.getSecurityContext().getUserPrincipal() instanceof Caller caller
            ? caller.credentials()
            : "source " + Source.of(http.getRemoteAddr());
    Bucket bucket = limits.of(who);
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      request.abortWith(
          tooMany(
              Duration.ofNanos(probe.getNanosToWaitForRefill()),
              "more requests came than are answered"));
    }
  }

  /** The answer to who asks too often. */
  static Response tooMany(Duration after, String detail) {
    long seconds = Math.max(1, after.plusMillis(999).toSeconds());
    return Response.fromResponse(
            Problem.response(429, "too-many-requests", "Too many requests", detail))
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }
}
