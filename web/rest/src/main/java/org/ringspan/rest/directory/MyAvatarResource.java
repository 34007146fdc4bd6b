package org.ringspan.rest.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.ringspan.directory.boundary.Avatars;
import org.ringspan.identity.Role;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Caller;

/** One's own picture. */
@Path("me/avatar")
@ApplicationScoped
public class MyAvatarResource {
  @Inject private Avatars avatars;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MyAvatarResource() {}

  /** The picture. */
  @GET
  @Produces({AvatarAnswers.JPEG, "application/problem+json"})
  @AtLeast(Role.USER)
  public Response read(@Context SecurityContext security, @Context Request request) {
    return AvatarAnswers.answer(avatars, Caller.of(security).user(), request);
  }
}
