package org.ringspan.rest.voicemail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.identity.Role;
import org.ringspan.json.SharedJson;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.Bodies;
import org.ringspan.rest.http.Caller;
import org.ringspan.rest.http.Pages;
import org.ringspan.rest.http.Problem;
import org.ringspan.voicemail.MailboxUse;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.NotTelephoneAudio;
import org.ringspan.voicemail.TelephoneAudio;
import org.ringspan.voicemail.VoiceMessage;
import org.ringspan.voicemail.boundary.MailboxPage;
import org.ringspan.voicemail.boundary.Mailboxes;

/** One's own mailbox. */
@Path("me/voicemail")
@ApplicationScoped
public class MyVoicemailResource {
  /** Two minutes with 16 bits a sample, and room for what programs write beside the sound. */
  private static final int LARGEST_GREETING = 4 * 1024 * 1024;

  @Inject private Mailboxes mailboxes;
  @Context private UriInfo uri;
  @Context private SecurityContext security;
  @Context private HttpHeaders headers;
  @Context private Request request;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MyVoicemailResource() {}

  private UserId me() {
    return Caller.of(security).user();
  }

  /** How many messages there are, and what is left. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public String mailbox() {
    UserId me = me();
    MailboxUse use = mailboxes.use(me);
    return SharedJson.createObjectBuilder()
        .add("new", use.unheard())
        .add("saved", use.saved())
        .add("seconds", use.length().toSeconds())
        .add("secondsLeft", mailboxes.rules().room(use).toSeconds())
        .add("ownGreeting", mailboxes.greeting(me).isPresent())
        .build()
        .toString();
  }

  /** A page of messages, the newest first. */
  @GET
  @Path("messages")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public Response messages(
      @QueryParam("state") @Nullable String state,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Pages.USUAL) String limit) {
    MailboxPage page =
        mailboxes.page(
            me(),
            Optional.ofNullable(state).map(MyVoicemailResource::saved),
            Optional.ofNullable(after).map(MyVoicemailResource::position),
            Pages.most(limit, MailboxPage.LARGEST));
    return Pages.page(
        uri, page.messages(), MyVoicemailResource::json, page.next().map(MessageId::toString));
  }

  private static boolean saved(String state) {
    return switch (state) {
      case "new" -> false;
      case "saved" -> true;
      default -> throw Problem.badRequest("state is new or saved");
    };
  }

  private static MessageId position(String text) {
    return MessageId.in(text)
        .orElseThrow(() -> Problem.badRequest("after is what a page's Link says"));
  }

  private static MessageId id(String text) {
    return MessageId.in(text).orElseThrow(() -> noSuch(text));
  }

  private static WebApplicationException noSuch(String id) {
    return Problem.notFound("you have no message " + id);
  }

  private static JsonObject json(VoiceMessage message) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("id", message.id().toString())
            .add("left", message.at().truncatedTo(ChronoUnit.MILLIS).toString())
            .add("milliseconds", message.length().toMillis())
            .add("state", message.saved() ? "saved" : "new")
            .add("callerName", message.sender().name());
    message.sender().number().ifPresent(number -> json.add("caller", number));
    return json.build();
  }

  /** One message. */
  @GET
  @Path("messages/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public String message(@PathParam("id") String id) {
    return mailboxes
        .message(me(), id(id))
        .map(message -> json(message).toString())
        .orElseThrow(() -> noSuch(id));
  }

  /** What it sounds like; hearing it doesn't change its state. */
  @GET
  @Path("messages/{id}/audio")
  @Produces(Sounds.WAV)
  @AtLeast(Role.USER)
  public Response audio(@PathParam("id") String id) {
    return Sounds.answer(
        mailboxes.sound(me(), id(id)).orElseThrow(() -> noSuch(id)), headers, request);
  }

  /** Puts it among the new or the saved ones. */
  @PUT
  @Path("messages/{id}/state")
  @Consumes(MediaType.APPLICATION_JSON)
  @AtLeast(Role.USER)
  public Response mark(@PathParam("id") String id, InputStream body) {
    String state = Bodies.text(Bodies.object(body, Set.of("state")), "state");
    if (!state.equals("new") && !state.equals("saved")) {
      throw Problem.invalid("/state", "must be new or saved");
    }
    return done(mailboxes.mark(me(), id(id), state.equals("saved")), id);
  }

  /** Deletes it; for a day that can be taken back. */
  @DELETE
  @Path("messages/{id}")
  @AtLeast(Role.USER)
  public Response delete(@PathParam("id") String id) {
    return done(mailboxes.delete(me(), id(id)), id);
  }

  /** Takes its deletion back. */
  @POST
  @Path("messages/{id}/restore")
  @AtLeast(Role.USER)
  public Response restore(@PathParam("id") String id) {
    return done(mailboxes.restore(me(), id(id)), id);
  }

  private static Response done(boolean done, String id) {
    if (!done) {
      throw noSuch(id);
    }
    return Response.noContent().build();
  }

  /** One's own greeting. */
  @GET
  @Path("greeting")
  @Produces(Sounds.WAV)
  @AtLeast(Role.USER)
  public Response greeting() {
    return Sounds.answer(
        mailboxes.greeting(me()).orElseThrow(MyVoicemailResource::noGreeting), headers, request);
  }

  private static WebApplicationException noGreeting() {
    return Problem.notFound("you have no greeting of your own");
  }

  /** Puts a greeting in the place of the one there is. */
  @PUT
  @Path("greeting")
  @Consumes(Sounds.WAV)
  @AtLeast(Role.USER)
  public Response replaceGreeting(InputStream body) {
    try {
      TelephoneAudio audio = TelephoneAudio.ofWav(Bodies.bytes(body, LARGEST_GREETING));
      if (!mailboxes.replaceGreeting(me(), audio)) {
        throw noGreeting();
      }
      return Response.noContent().build();
    } catch (NotTelephoneAudio | IllegalArgumentException e) {
      throw Problem.invalid("", String.valueOf(e.getMessage()));
    }
  }

  /** Callers hear the usual greeting again. */
  @DELETE
  @Path("greeting")
  @AtLeast(Role.USER)
  public Response deleteGreeting() {
    if (!mailboxes.deleteGreeting(me())) {
      throw noGreeting();
    }
    return Response.noContent().build();
  }
}
