package org.ringspan.rest.calls;

import jakarta.ws.rs.core.Response;
import org.ringspan.call.boundary.MoveAnswer;
import org.ringspan.rest.http.Problem;

/** What a wish to have a call move is answered with. */
final class Moves {
  private Moves() {}

  static Response answer(MoveAnswer answer, String id) {
    return switch (answer.result()) {
      case BEGUN -> Response.accepted().build();
      case NO_SUCH_CALL ->
          throw Problem.notFound("call " + id + " doesn't live, or not on this server");
      case NOT_TALKING ->
          throw Problem.notAllowed("nobody talks in this call now, or it is moving already");
      case NOT_THEIRS -> throw Problem.notAllowed("nobody who talks in this call is that user");
      case WHOSE ->
          throw Problem.notAllowed("two users talk in this call: say which of them moves");
      case NOBODY_RINGS ->
          throw Problem.notAllowed(
              answer.reasons().isEmpty()
                  ? "there is no telephone that the call could move to"
                  : "no telephone can ring. " + String.join(" ", answer.reasons()));
    };
  }
}
