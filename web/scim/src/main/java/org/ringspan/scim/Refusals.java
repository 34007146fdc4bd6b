package org.ringspan.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.exceptions.ConflictException;
import de.captaingoldfish.scim.sdk.common.exceptions.InternalServerException;
import de.captaingoldfish.scim.sdk.common.exceptions.PreconditionFailedException;
import de.captaingoldfish.scim.sdk.common.exceptions.ResourceNotFoundException;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.people.SearchRefused;

/** Tells what the services refuse in SCIM's words (RFC 7644 section 3.12). */
final class Refusals {
  private static final Logger LOG = Logger.getLogger(Refusals.class);

  private Refusals() {}

  /** Does something with the services. */
  static <T> T told(Supplier<T> deed) {
    try {
      return deed.get();
    } catch (ScimException e) {
      throw e;
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ConfigurationRefused refused) {
          throw refusal(refused);
        }
        if (cause instanceof SearchRefused refused) {
          throw new BadRequestException(
              String.valueOf(refused.getMessage()), ScimType.RFC7644.INVALID_FILTER);
        }
      }
      String number = UUID.randomUUID().toString();
      LOG.errorf(e, "A request failed, number %s", number);
      throw new InternalServerException("the log says what went wrong, under " + number, e, null);
    }
  }

  private static ScimException refusal(ConfigurationRefused refused) {
    String detail = String.valueOf(refused.getMessage());
    return switch (refused.reason()) {
      case INVALID -> new BadRequestException(detail, ScimType.RFC7644.INVALID_VALUE);
      case NOT_FOUND -> new ResourceNotFoundException(detail);
      case EXISTS -> new ConflictException(detail, ScimType.RFC7644.UNIQUENESS);
      case IN_USE, NOT_ALLOWED -> new ConflictException(detail);
      case CHANGED -> new PreconditionFailedException(detail);
    };
  }
}
