package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Optional;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.identity.Role;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Preconditions;

/** The whole configuration. */
@Path("configuration")
@ApplicationScoped
public class ConfigurationResource {
  @Inject private ConfigurationEditing editing;
  @Inject private ConfigurationReading reading;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ConfigurationResource() {}

  /** The whole configuration as a seed document, without secrets. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response document(@Context Request request) {
    JsonObject document = reading.document();
    return Preconditions.unlessKnown(
        request,
        reading.documentTag(),
        Response.ok(document.toString(), MediaType.APPLICATION_JSON_TYPE));
  }

  /** Puts a whole configuration in the place of the one that is there. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response replace(
      @Context SecurityContext security, @Context HttpHeaders headers, InputStream body) {
    Optional<String> mark = Preconditions.mark(headers);
    return Things.changed(
        Response.ok(),
        editing.replaceAll(
            Caller.of(security).actor(), Bodies.bytes(body, Bodies.LARGEST_DOCUMENT), mark));
  }
}
