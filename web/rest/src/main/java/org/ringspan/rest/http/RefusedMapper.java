package org.ringspan.rest.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.ringspan.configuration.boundary.ConfigurationRefused;

/** Tells why a change was refused. */
@Provider
public class RefusedMapper implements ExceptionMapper<ConfigurationRefused> {
  @Override
  public Response toResponse(ConfigurationRefused refused) {
    String detail = String.valueOf(refused.getMessage());
    return switch (refused.reason()) {
      case INVALID ->
          Problem.response(422, "invalid", "What was given has a fault", detail, refused.faults());
      case NOT_FOUND -> Problem.response(404, "not-found", "There is no such thing", detail);
      case EXISTS -> Problem.response(409, "exists", "There is one already", detail);
      case IN_USE -> Problem.response(409, "in-use", "Something refers to it", detail);
      case CHANGED -> Problem.response(412, "changed", "Somebody else has changed it", detail);
      case NOT_ALLOWED -> Problem.response(409, "not-allowed", "This can't be done", detail);
    };
  }
}
