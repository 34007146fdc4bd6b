package org.ringspan.mail.adapter;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Session;
import java.util.Optional;
import org.ringspan.mail.MailSettings;
import org.ringspan.secret.SecretName;
import org.ringspan.secret.boundary.Secrets;

/** The mail server that letters are handed to, if there is one. */
@ApplicationScoped
public class MailServer {
  @Resource(lookup = "java:jboss/mail/ringspan")
  private Session session;

  @Inject private Secrets secrets;

  // A setting that makes no sense fails the deployment, not the first letter.
  private final Optional<MailSettings> settings = MailSettings.of(System.getProperties());

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MailServer() {}

  /** Empty: no mail is sent. */
  public Optional<MailSettings> settings() {
    return settings;
  }

  /** Whether mail is sent. */
  boolean isThere() {
    return settings.isPresent();
  }

  /**
   * The way to it.
   *
   * @throws IllegalStateException when no mail is sent
   * @throws IllegalArgumentException when the authorities to be believed can't be read
   */
  Postman postman() {
    return new Postman(
        session,
        settings.orElseThrow(() -> new IllegalStateException("no mail is sent")),
        given -> secrets.reveal(SecretName.MAIL_PASSWORD).orElse(given));
  }
}
