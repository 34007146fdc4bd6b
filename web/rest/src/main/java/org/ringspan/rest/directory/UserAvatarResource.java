package org.ringspan.rest.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.ringspan.address.UserId;
import org.ringspan.directory.boundary.Avatars;
import org.ringspan.identity.Role;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Problem;

/** The picture of a user. */
@Path("users/{key}/avatar")
@ApplicationScoped
public class UserAvatarResource {
  @Inject private Avatars avatars;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public UserAvatarResource() {}

  /** The picture. */
  @GET
  @Produces({AvatarAnswers.JPEG, "application/problem+json"})
  @AtLeast(Role.SUPPORT)
  public Response read(@PathParam("key") String key, @Context Request request) {
    UserId user = UserId.in(key).orElseThrow(() -> Problem.notFound("there is no user " + key));
    return AvatarAnswers.answer(avatars, user, request);
  }
}
