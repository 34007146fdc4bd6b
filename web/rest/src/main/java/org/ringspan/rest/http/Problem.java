package org.ringspan.rest.http;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.json.SharedJson;

/** A fault told as RFC 9457 wants it. */
public final class Problem {
  public static final MediaType TYPE = new MediaType("application", "problem+json");

  private static final String BASE = "urn:ringspan:problem:";

  private Problem() {}

  /**
   * A problem.
   *
   * @param type one of ours, a word
   * @param title the same for all problems of the type
   */
  public static Response response(int status, String type, String title, String detail) {
    return response(status, type, title, detail, List.of());
  }

  /** A problem with its places in the request. */
  public static Response response(
      int status, String type, String title, String detail, List<Fault> faults) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("type", BASE + type)
            .add("title", title)
            .add("status", status)
            .add("detail", detail);
    if (!faults.isEmpty()) {
      JsonArrayBuilder errors = SharedJson.createArrayBuilder();
      faults.forEach(
          fault ->
              errors.add(
                  SharedJson.createObjectBuilder()
                      .add("pointer", fault.pointer())
                      .add("detail", fault.message())));
      json.add("errors", errors);
    }
    return Response.status(status).type(TYPE).entity(json.build().toString()).build();
  }

  /** The request can't be understood. */
  public static WebApplicationException badRequest(String detail) {
    return new WebApplicationException(
        response(400, "bad-request", "The request can't be understood", detail));
  }

  /** A field or parameter of the request has a fault. */
  public static WebApplicationException invalid(String pointer, String detail) {
    return new WebApplicationException(
        response(
            422,
            "invalid",
            "What was given has a fault",
            detail,
            List.of(new Fault(pointer, detail))));
  }

  /** It can't be done as things are now. */
  public static WebApplicationException notAllowed(String detail) {
    return new WebApplicationException(response(409, "not-allowed", "This can't be done", detail));
  }

  /** What was asked for isn't there. */
  public static WebApplicationException notFound(String detail) {
    return new WebApplicationException(
        response(404, "not-found", "There is no such thing", detail));
  }
}
