package org.ringspan.rest.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Set;
import org.jboss.logging.Logger;

/** Lets pass who may. A method that doesn't say who may call it is called by nobody. */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class AuthorizationFilter implements ContainerRequestFilter {
  private static final Logger LOG = Logger.getLogger(AuthorizationFilter.class);
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  @Context private ResourceInfo resource;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public AuthorizationFilter() {}

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    AtLeast needed = method == null ? null : method.getAnnotation(AtLeast.class);
    if (!(request.getSecurityContext().getUserPrincipal() instanceof Caller caller)) {
      request.abortWith(
          AuthenticationFilter.unauthorized("show a token, or a login with its password"));
      return;
    }
    if (needed == null) {
      LOG.errorf("%s doesn't say who may call it, so nobody may", method);
      forbid(request, "nobody may do this");
      return;
    }
    if (!caller.isAtLeast(needed.value())) {
      forbid(request, "this takes the role " + needed.value().roleName());
      return;
    }
    if (!caller.mayWrite()
        && !READING.contains(request.getMethod())
        && !method.isAnnotationPresent(OnlyReads.class)) {
      forbid(request, "the token is for reading only");
    }
  }

  private static void forbid(ContainerRequestContext request, String detail) {
    request.abortWith(Problem.response(403, "forbidden", "This isn't allowed", detail));
  }
}
