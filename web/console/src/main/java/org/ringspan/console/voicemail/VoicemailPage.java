package org.ringspan.console.voicemail;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.ringspan.console.calls.Parties;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;
import org.ringspan.voicemail.MailboxUse;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.NotTelephoneAudio;
import org.ringspan.voicemail.TelephoneAudio;
import org.ringspan.voicemail.VoiceMessage;
import org.ringspan.voicemail.boundary.MailboxPage;
import org.ringspan.voicemail.boundary.MailboxUnavailable;
import org.ringspan.voicemail.boundary.Mailboxes;

/** One's own mailbox. */
@Named
@RequestScoped
public class VoicemailPage {
  private static final Logger LOG = Logger.getLogger(VoicemailPage.class);
  private static final String HERE = "/me/voicemail";
  private static final int MOST = 50;
  private static final int LARGEST_GREETING = 4 * 1024 * 1024;

  @Inject private Mailboxes mailboxes;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;
  private @Nullable MailboxPage page;
  private MailboxUse use = MailboxUse.EMPTY;
  private boolean ownGreeting;
  private boolean away;
  private @Nullable Part file;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public VoicemailPage() {}

  /** Reads the mailbox as it is when the page is asked for. */
  @PostConstruct
  void read() {
    try {
      page =
          mailboxes.page(
              viewer.user(),
              Optional.empty(),
              Optional.ofNullable(request.getParameter("below")).flatMap(MessageId::in),
              MOST);
      use = mailboxes.use(viewer.user());
      ownGreeting = mailboxes.greeting(viewer.user()).isPresent();
    } catch (MailboxUnavailable e) {
      LOG.error("a mailbox can't be shown", e);
      away = true;
    }
  }

  /** A message. */
  public record Row(VoiceMessage message) {
    public String getId() {
      return message.id().toString();
    }

    public Instant getAt() {
      return message.at();
    }

    public String getCaller() {
      return Parties.caller(
          message.sender().name(), message.sender().number(), Optional.empty(), false);
    }

    public Duration getLength() {
      return message.length();
    }

    public boolean isSaved() {
      return message.saved();
    }
  }

  public List<Row> getRows() {
    return page == null ? List.of() : page.messages().stream().map(Row::new).toList();
  }

  /** Where older messages are; empty: there are none. */
  public String getNext() {
    return page == null ? "" : page.next().map(id -> HERE + "?below=" + id).orElse("");
  }

  /** Puts a message among the saved ones. */
  public void save(String id) throws IOException {
    change(id, message -> mailboxes.mark(viewer.user(), message, true), "messageSaved", "");
  }

  /** Puts a message among the new ones. */
  public void renew(String id) throws IOException {
    change(id, message -> mailboxes.mark(viewer.user(), message, false), "messageIsNew", "");
  }

  /** Deletes a message, and offers to take that back. */
  public void delete(String id) throws IOException {
    change(id, message -> mailboxes.delete(viewer.user(), message), "", "?deleted=" + id);
  }

  /** Takes back that a message was deleted. */
  public void restore(String id) throws IOException {
    change(id, message -> mailboxes.restore(viewer.user(), message), "messageRestored", "");
  }

  private interface Change {
    boolean of(MessageId message);
  }

  private void change(String id, Change change, String done, String then) throws IOException {
    viewer.self();
    try {
      if (!MessageId.in(id).map(change::of).orElse(false)) {
        notices.error("noSuchMessage");
        Faces.redirect(HERE);
        return;
      }
      if (!done.isEmpty()) {
        notices.done(done);
      }
      Faces.redirect(HERE + then);
    } catch (MailboxUnavailable e) {
      LOG.error("a message can't be changed", e);
      notices.error("mailboxAway");
    }
  }

  /** The message that was just deleted; empty: none, or it is one no more that can come back. */
  public String getDeleted() {
    return Optional.ofNullable(request.getParameter("deleted"))
        .flatMap(MessageId::in)
        .map(MessageId::toString)
        .orElse("");
  }

  /** Gives oneself another greeting. */
  public void replaceGreeting() throws IOException {
    viewer.self();
    Part given = file;
    if (given == null || given.getSize() == 0) {
      notices.error("chooseFile");
      return;
    }
    try {
      if (given.getSize() > LARGEST_GREETING) {
        notices.error("greetingTooLarge");
        return;
      }
      mailboxes.replaceGreeting(viewer.user(), TelephoneAudio.ofWav(read(given)));
      notices.done("greetingReplaced");
      Faces.redirect(HERE);
    } catch (NotTelephoneAudio | IllegalArgumentException e) {
      notices.errorSentence(notices.text("greetingRefused", String.valueOf(e.getMessage())));
    } catch (MailboxUnavailable e) {
      LOG.error("a greeting can't be kept", e);
      notices.error("mailboxAway");
    }
  }

  private static byte[] read(Part part) {
    try (InputStream octets = part.getInputStream()) {
      return octets.readNBytes(LARGEST_GREETING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Callers hear the usual greeting again. */
  public void deleteGreeting() throws IOException {
    viewer.self();
    try {
      mailboxes.deleteGreeting(viewer.user());
      notices.done("greetingDeleted");
      Faces.redirect(HERE);
    } catch (MailboxUnavailable e) {
      LOG.error("a greeting can't be deleted", e);
      notices.error("mailboxAway");
    }
  }

  public boolean isAway() {
    return away;
  }

  public boolean isOwnGreeting() {
    return ownGreeting;
  }

  public int getUnheard() {
    return use.unheard();
  }

  public int getSaved() {
    return use.saved();
  }

  /** Whether no message is taken any more. */
  public boolean isFull() {
    return !away && mailboxes.rules().room(use).isZero();
  }

  public @Nullable Part getFile() {
    return file;
  }

  public void setFile(@Nullable Part file) {
    this.file = file;
  }
}
