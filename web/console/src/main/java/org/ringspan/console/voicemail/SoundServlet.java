package org.ringspan.console.voicemail;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.console.session.Viewer;
import org.ringspan.identity.Actor;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.boundary.MailboxUnavailable;
import org.ringspan.voicemail.boundary.Mailboxes;
import org.ringspan.voicemail.boundary.Sound;
import org.ringspan.voicemail.boundary.SoundRange;

/** What the player of the page plays: one's own messages and one's own greeting. */
@WebServlet({"/me/voicemail/message.wav", "/me/voicemail/greeting.wav"})
public class SoundServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Mailboxes mailboxes;
  @Inject private transient Viewer viewer;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public SoundServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Actor listener = viewer.self();
    UserId me = new UserId(listener.name());
    try {
      Optional<Sound> sound =
          request.getServletPath().endsWith("/greeting.wav")
              ? mailboxes.greeting(me)
              : message(me, request.getParameter("id"));
      if (sound.isPresent()) {
        answer(sound.get(), request, response);
      } else {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
      }
    } catch (MailboxUnavailable e) {
      log("a message can't be played", e);
      if (!response.isCommitted()) {
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      }
    }
  }

  private Optional<Sound> message(UserId me, @Nullable String id) {
    return Optional.ofNullable(id)
        .flatMap(MessageId::in)
        .flatMap(message -> mailboxes.sound(me, message));
  }

  private static void answer(Sound sound, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("ETag", "\"" + sound.tag() + "\"");
    response.setHeader("Content-Disposition", "inline; filename=\"" + sound.tag() + ".wav\"");
    switch (SoundRange.of(request.getHeader("Range"), request.getHeader("If-Range"), sound)) {
      case SoundRange.Whole() -> {
        response.setContentType("audio/wav");
        response.setContentLengthLong(sound.size());
        sound.writeTo(response.getOutputStream());
      }
      case SoundRange.Part(var range) -> {
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setContentType("audio/wav");
        response.setHeader("Content-Range", range.header(sound));
        response.setContentLengthLong(range.length());
        sound.writeTo(response.getOutputStream(), range.from(), range.to());
      }
      case SoundRange.Outside() -> {
        response.setHeader("Content-Range", "bytes */" + sound.size());
        response.sendError(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
      }
    }
  }
}
