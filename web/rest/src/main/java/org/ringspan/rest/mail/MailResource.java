package org.ringspan.rest.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.mail.MailSettings;
import org.ringspan.mail.boundary.MailAdministration;
import org.ringspan.mail.boundary.MailStatus;
import org.ringspan.mail.boundary.QueuedLetter;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;

/** Outgoing mail: how it is, and what waits. What a letter tells is its user's only. */
@Path("mail")
@ApplicationScoped
public class MailResource {
  @Inject private MailAdministration mail;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MailResource() {}

  /** How it is. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public String status() {
    MailStatus status = mail.status();
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("enabled", status.settings().isPresent())
            .add("waiting", status.waiting())
            .add("givenUp", status.givenUp())
            .add("sent", status.sent())
            .add("failed", status.failed());
    status.settings().ifPresent(settings -> json.add("server", json(settings)));
    status.oldest().ifPresent(at -> json.add("oldest", at.toString()));
    status.lastSent().ifPresent(at -> json.add("lastSent", at.toString()));
    status
        .lastFault()
        .ifPresent(
            fault ->
                json.add(
                    "lastFault",
                    SharedJson.createObjectBuilder()
                        .add("at", fault.at().toString())
                        .add("text", fault.text())));
    return json.build().toString();
  }

  private static JsonObject json(MailSettings settings) {
    return SharedJson.createObjectBuilder()
        .add("host", settings.host())
        .add("port", settings.port())
        .add("security", settings.security().name().toLowerCase(Locale.ROOT))
        .add("from", settings.from().value())
        .build();
  }

  /** What waits, and what was given up. */
  @GET
  @Path("letters")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.SUPPORT)
  public Response letters(
      @Context UriInfo uri,
      @QueryParam("after") @DefaultValue("0") String after,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    int most = Pages.most(limit, MailAdministration.LARGEST_PAGE);
    if (!after.matches("[0-9]{1,18}")) {
      throw Problem.badRequest("after is what Link says");
    }
    List<QueuedLetter> found = mail.letters(Long.parseLong(after), most + 1);
    List<QueuedLetter> page = found.subList(0, Math.min(most, found.size()));
    return Pages.page(
        uri,
        page,
        MailResource::json,
        found.size() > most ? Optional.of(Long.toString(page.getLast().id())) : Optional.empty());
  }

  private static JsonObject json(QueuedLetter letter) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("id", Long.toString(letter.id()))
            .add("kind", letter.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .add("user", letter.user().value())
            .add("queued", letter.queued().toString())
            .add("attempts", letter.attempts())
            .add("givenUp", letter.givenUp());
    if (!letter.givenUp()) {
      json.add("due", letter.due().toString());
    }
    letter.fault().ifPresent(fault -> json.add("fault", fault));
    return json.build();
  }

  /** Has all letters tried now. */
  @POST
  @Path("letters/retry")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public String retryAll(@Context SecurityContext security) {
    int letters = mail.retryAll(Caller.of(security).actor());
    return SharedJson.createObjectBuilder().add("letters", letters).build().toString();
  }

  /** Has one tried now. */
  @POST
  @Path("letters/{id}/retry")
  @AtLeast(Role.ADMINISTRATOR)
  public Response retry(@PathParam("id") String id, @Context SecurityContext security) {
    if (!mail.retry(Caller.of(security).actor(), number(id))) {
      throw noSuchLetter();
    }
    return Response.noContent().build();
  }

  /** Throws one away. */
  @DELETE
  @Path("letters/{id}")
  @AtLeast(Role.ADMINISTRATOR)
  public Response discard(@PathParam("id") String id, @Context SecurityContext security) {
    if (!mail.discard(Caller.of(security).actor(), number(id))) {
      throw noSuchLetter();
    }
    return Response.noContent().build();
  }

  private static long number(String id) {
    if (!id.matches("[1-9][0-9]{0,17}")) {
      throw noSuchLetter();
    }
    return Long.parseLong(id);
  }

  private static WebApplicationException noSuchLetter() {
    return Problem.notFound("there is no such letter, or it is being sent");
  }

  /** Sends a letter to who asks. */
  @POST
  @Path("test")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.ADMINISTRATOR)
  public String test(@Context SecurityContext security) {
    return switch (mail.test(Caller.of(security).actor())) {
      case MailAdministration.Test.Sent(var to) -> tested(true).add("to", to).build().toString();
      case MailAdministration.Test.Failed(var why) ->
          tested(false).add("fault", why).build().toString();
      case MailAdministration.Test.NoAddress() ->
          throw Problem.notAllowed("you have no mail address");
      case MailAdministration.Test.SwitchedOff() -> throw Problem.notAllowed("no mail is sent");
    };
  }

  private static JsonObjectBuilder tested(boolean sent) {
    return SharedJson.createObjectBuilder().add("sent", sent);
  }
}
