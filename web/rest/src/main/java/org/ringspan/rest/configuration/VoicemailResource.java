package org.ringspan.rest.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.identity.Role;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;

/** The mailbox, of which there is at most one. */
@Path("voicemail")
@ApplicationScoped
public class VoicemailResource extends SettingsThing {
  public VoicemailResource() {
    super(ResourceKind.VOICEMAIL);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response create(InputStream body) {
    return changed(
        Response.created(uri.getAbsolutePath()),
        editing.create(Caller.of(security).actor(), ResourceKind.VOICEMAIL, Bodies.object(body)));
  }

  @DELETE
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public Response delete() {
    return removed(ResourceKind.ONLY);
  }
}
