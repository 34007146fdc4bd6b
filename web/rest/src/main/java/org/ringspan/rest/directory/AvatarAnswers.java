package org.ringspan.rest.directory;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.directory.Avatar;
import org.ringspan.directory.boundary.Avatars;
import org.ringspan.rest.http.Problem;

/** A picture as an answer, or that it is the one that the caller has. */
final class AvatarAnswers {
  /** Its media type. */
  static final String JPEG = "image/jpeg";

  private AvatarAnswers() {}

  static Response answer(Avatars avatars, UserId user, Request request) {
    String tag = avatars.tag(user).orElseThrow(() -> Problem.notFound("there is no picture"));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(new EntityTag(tag));
    if (unchanged != null) {
      return cached(unchanged, tag);
    }
    Optional<Avatar> avatar = avatars.of(user);
    Avatar found = avatar.orElseThrow(() -> Problem.notFound("there is no picture"));
    return cached(Response.ok(found.jpeg(), JPEG), found.tag());
  }

  /** Whoever has it asks again after five minutes whether it is still the one. */
  private static Response cached(Response.ResponseBuilder answer, String tag) {
    return answer
        .tag(new EntityTag(tag))
        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=300")
        .build();
  }
}
