package org.ringspan.mail.adapter;

import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.mail.Letter;
import org.ringspan.mail.MailFault;
import org.ringspan.mail.MailSettings;

/**
 * Hands letters to the mail server, one connection for several of them. A server that says nothing
 * is left after half a minute, one that says little at a time after two. Closing ends the
 * connection; the next letter opens another. For one thread at a time.
 */
final class Postman implements MailRound.Carrier, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Postman.class);

  /** The longest that a letter takes, whatever the mail server does. */
  static final Duration LONGEST = Duration.ofMinutes(2);

  private static final String CONNECT_WITHIN = "10000";
  private static final String ANSWER_WITHIN = "30000";
  private static final String NAME = "Telephone server";

  private final Session session;
  private final MailSettings settings;
  private final Duration longest;
  private final UnaryOperator<String> password;
  private @Nullable Transport transport;

  /**
   * @param session the server's, which knows the host and the port
   * @param password the password as it is now, by that of the settings
   */
  Postman(Session session, MailSettings settings, UnaryOperator<String> password) {
    this(session, settings, password, ANSWER_WITHIN, LONGEST);
  }

  /**
   * @param answerWithin milliseconds
   * @param longest for one letter
   */
  Postman(
      Session session,
      MailSettings settings,
      UnaryOperator<String> password,
      String answerWithin,
      Duration longest) {
    this.password = password;
    this.session = Session.getInstance(properties(session, settings, answerWithin));
    this.settings = settings;
    this.longest = longest;
  }

  private static Properties properties(
      Session session, MailSettings settings, String answerWithin) {
    Properties properties = new Properties();
    properties.putAll(session.getProperties());
    properties.setProperty("mail.transport.protocol", "smtp");
    // As it was written: the server looks up the name of an address, which its certificate may not
    // have.
    properties.setProperty("mail.smtp.host", settings.host());
    properties.setProperty("mail.smtp.from", settings.from().value());
    properties.setProperty("mail.smtp.connectiontimeout", CONNECT_WITHIN);
    properties.setProperty("mail.smtp.timeout", answerWithin);
    properties.setProperty("mail.smtp.writetimeout", answerWithin);
    // The host's name in EHLO is nobody's business, and asking for it may take long.
    properties.setProperty("mail.smtp.localhost", settings.from().domain());
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    switch (settings.security()) {
      case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
    }
    settings
        .trust()
        .ifPresent(
            file -> properties.put("mail.smtp.ssl.socketFactory", TrustedAuthorities.in(file)));
    return properties;
  }

  /** A letter wasn't taken. */
  static final class NotSent extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient MailFault fault;

    NotSent(MailFault fault, Throwable cause) {
      super(fault.text(), cause);
      this.fault = fault;
    }

    MailFault fault() {
      return fault;
    }
  }

  /**
   * Sends a letter; when this returns, the mail server has it.
   *
   * @param id what is unique in its Message-ID
   * @throws NotSent when it hasn't, or hasn't said so
   */
  @Override
  public void send(Letter letter, String id, Instant now) throws NotSent {
    try {
      MimeMessage message = message(letter, id, now);
      Address[] to = message.getAllRecipients();
      bounded(
          () -> {
            connected().sendMessage(message, to);
            return true;
          });
    } catch (MessagingException e) {
      throw new NotSent(fault(e), e);
    }
  }

  private Transport connected() throws MessagingException {
    Transport before = transport;
    if (before != null && before.isConnected()) {
      return before;
    }
    Transport fresh = session.getTransport();
    if (settings.login().isPresent()) {
      MailSettings.Login login = settings.login().get();
      fresh.connect(null, -1, login.user(), password.apply(login.password()));
    } else {
      fresh.connect();
    }
    transport = fresh;
    return fresh;
  }

  /**
   * Does something that must end. An interrupt closes the socket that a virtual thread reads or
   * writes, which it doesn't for other threads.
   */
  private void bounded(Callable<Boolean> work) throws MessagingException {
    FutureTask<Boolean> task = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name("ringspan-mail-connection").start(task);
    try {
      task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      transport = null;
      throw new MessagingException(
          "the mail server didn't come to an end within " + longest.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      thread.interrupt();
      transport = null;
      Thread.currentThread().interrupt();
      throw new MessagingException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MessagingException refused) {
        throw refused;
      }
      throw new MessagingException("mail can't be sent: " + e.getCause(), e);
    }
  }

  private MimeMessage message(Letter letter, String id, Instant now) throws MessagingException {
    MimeMessage message = new IdentifiedMessage(session, id, settings.from().domain());
    InternetAddress from = new InternetAddress(settings.from().value());
    try {
      from.setPersonal(NAME, StandardCharsets.US_ASCII.name());
    } catch (java.io.UnsupportedEncodingException e) {
      throw new IllegalStateException("there is ASCII", e);
    }
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to().value()));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(now));
    // rfc3834#section-5: "The Auto-Submitted field […] SHOULD be used on all automatically
    // generated messages"
    message.setHeader("Auto-Submitted", "auto-generated");
    // The same for who doesn't know that field.
    message.setHeader("X-Auto-Response-Suppress", "All");
    MimeMultipart texts = new MimeMultipart("alternative", text(letter.plain(), "plain"));
    texts.addBodyPart(text(letter.html(), "html"));
    if (letter.recording().isEmpty()) {
      message.setContent(texts);
    } else {
      MimeBodyPart both = new MimeBodyPart();
      both.setContent(texts);
      message.setContent(new MimeMultipart(both, recording(letter.recording().get())));
    }
    message.saveChanges();
    return message;
  }

  private static MimeBodyPart text(String text, String kind) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, StandardCharsets.UTF_8.name(), kind);
    return part;
  }

  private static MimeBodyPart recording(Letter.Recording recording) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(recording.wav(), "audio/wav")));
    part.setDisposition(Part.ATTACHMENT);
    part.setFileName(recording.name());
    return part;
  }

  /** A message whose identity is ours and stays the same. */
  private static final class IdentifiedMessage extends MimeMessage {
    private final String messageId;

    IdentifiedMessage(Session session, String id, String domain) {
      super(session);
      this.messageId = "<" + id + "@" + domain + ">";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }

  /** What came of it, by what the mail server has said. */
  private static MailFault fault(MessagingException thrown) {
    // Addresses that were refused for good are named by the outermost; why is behind it.
    boolean ofRecipient =
        thrown instanceof SendFailedException refused
            && refused.getInvalidAddresses() != null
            && refused.getInvalidAddresses().length > 0;
    List<String> inner = new ArrayList<>();
    Exception next = thrown.getNextException();
    while (next != null) {
      inner.add(text(next));
      next = next instanceof MessagingException nested ? nested.getNextException() : null;
    }
    if (ofRecipient) {
      return MailFault.of(inner, List.of(text(thrown)));
    }
    List<String> all = new ArrayList<>(inner);
    all.add(thrown instanceof SendFailedException ? all.size() : 0, text(thrown));
    return MailFault.of(List.of(), all);
  }

  private static String text(Exception thrown) {
    String said = thrown.getMessage();
    if (said != null && !said.isBlank()) {
      return said;
    }
    return thrown instanceof AuthenticationFailedException
        ? "the mail server has refused the login"
        : thrown.getClass().getSimpleName();
  }

  @Override
  public void close() {
    Transport open = transport;
    transport = null;
    if (open != null) {
      try {
        bounded(
            () -> {
              open.close();
              return true;
            });
      } catch (MessagingException e) {
        // The letters are there or not: how the connection ends doesn't change that.
        LOG.debugf(e, "a connection to the mail server didn't end well");
      }
    }
  }
}
