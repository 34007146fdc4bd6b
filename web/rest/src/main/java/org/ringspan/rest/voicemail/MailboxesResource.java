package org.ringspan.rest.voicemail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;
import org.ringspan.voicemail.boundary.MailboxAdministration;
import org.ringspan.voicemail.boundary.MailboxCount;
import org.ringspan.voicemail.boundary.MailboxPage;

/** Mailboxes of everybody: counted and emptied, never heard. */
@Path("mailboxes")
@ApplicationScoped
public class MailboxesResource {
  @Inject private MailboxAdministration mailboxes;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MailboxesResource() {}

  /** How much is in the mailboxes that aren't empty. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public Response counts(
      @Context UriInfo uri,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    int most = Pages.most(limit, MailboxPage.LARGEST);
    List<MailboxCount> found = mailboxes.counts(after, most + 1);
    List<MailboxCount> page = found.subList(0, Math.min(most, found.size()));
    return Pages.page(
        uri,
        page,
        MailboxesResource::json,
        found.size() > most ? Optional.of(page.getLast().owner().value()) : Optional.empty());
  }

  private static JsonObject json(MailboxCount count) {
    return SharedJson.createObjectBuilder()
        .add("user", count.owner().value())
        .add("new", count.use().unheard())
        .add("saved", count.use().saved())
        .add("seconds", count.use().length().toSeconds())
        .build();
  }

  /** Deletes all messages of a user for good; the trail says who did. */
  @DELETE
  @Path("{user}/messages")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public String empty(@PathParam("user") String user, @Context SecurityContext security) {
    int deleted =
        UserId.in(user)
            .map(owner -> mailboxes.empty(Caller.of(security).actor(), owner))
            .orElseThrow(() -> Problem.notFound("there is no user " + user))
            .orElseThrow(() -> Problem.notFound("there is no user " + user));
    return SharedJson.createObjectBuilder().add("deleted", deleted).build().toString();
  }
}
