package org.ringspan.rest.http;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.mail.boundary.MailUnavailable;
import org.ringspan.record.RecordsUnavailable;
import org.ringspan.voicemail.boundary.MailboxUnavailable;

/**
 * Tells every other fault as a problem. What went wrong inside is for the log; the answer has the
 * number under which it stands there.
 */
@Provider
public class FaultMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = Logger.getLogger(FaultMapper.class);

  @Override
  public Response toResponse(Throwable fault) {
    if (fault instanceof WebApplicationException known) {
      return told(known.getResponse());
    }
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationRefused refused) {
        return new RefusedMapper().toResponse(refused);
      }
      if (cause instanceof RecordsUnavailable) {
        return Problem.response(
            503, "unavailable", "Not now", "the records can't be read at this moment");
      }
      if (cause instanceof MailboxUnavailable) {
        LOG.error("A mailbox could not be reached", cause);
        return Problem.response(
            503, "unavailable", "Not now", "the mailbox can't be reached at this moment");
      }
      if (cause instanceof MailUnavailable) {
        LOG.error("The outbox could not be reached", cause);
        return Problem.response(
            503, "unavailable", "Not now", "the outbox can't be reached at this moment");
      }
    }
    String number = UUID.randomUUID().toString();
    LOG.errorf(
        fault instanceof EJBException && fault.getCause() != null ? fault.getCause() : fault,
        "A request failed, number %s",
        number);
    return Problem.response(
        500, "internal", "Something went wrong here", "the log says what, under " + number);
  }

  /** The container's own refusals have no body. */
  private static Response told(Response response) {
    if (response.hasEntity() || response.getStatus() < 400) {
      return response;
    }
    String title = response.getStatusInfo().getReasonPhrase();
    Response problem =
        Problem.response(
            response.getStatus(),
            "http-" + response.getStatus(),
            title,
            detail(response.getStatus()));
    Response.ResponseBuilder merged = Response.fromResponse(problem);
    response
        .getHeaders()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Content-Type")) {
                values.forEach(value -> merged.header(name, value));
              }
            });
    return merged.build();
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "there is nothing at this address";
      case 405 -> "this can't be done here; Allow says what can";
      case 406 -> "there is no form of it that you accept";
      case 415 -> "this isn't a form that is understood here";
      default -> "the request can't be carried out";
    };
  }
}
