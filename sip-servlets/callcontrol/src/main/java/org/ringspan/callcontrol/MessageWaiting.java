package org.ringspan.callcontrol;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.voicemail.MessageSummary;
import org.ringspan.voicemail.boundary.MailboxUnavailable;
import org.ringspan.voicemail.boundary.Mailboxes;

/** Whether messages wait in a telephone's owner's mailbox (RFC 3842). */
@ApplicationScoped
public class MessageWaiting implements EventPackage {
  @Inject private ConfigurationSource configuration;
  @Inject private Mailboxes mailboxes;
  private Runnable unwatch = () -> {};

  @Override
  public String name() {
    return "message-summary";
  }

  @Override
  public String type() {
    return MessageSummary.TYPE;
  }

  @Override
  public Duration pause() {
    return Duration.ZERO;
  }

  @Override
  public boolean isAlsoCalled(ConfigurationSnapshot now, String asked) {
    return now.voicemail().filter(it -> it.pilot().digits().equals(asked)).isPresent();
  }

  @Override
  public void begin(Teller teller) {
    unwatch = mailboxes.watch(teller::changed);
  }

  @PreDestroy
  void end() {
    unwatch.run();
  }

  @Override
  public String body(Subscription subscription, long version) throws NotNow {
    ConfigurationSnapshot now = configuration.current();
    String account =
        now.voicemail().map(it -> it.pilot().digits()).orElse(subscription.owner().value());
    try {
      return new MessageSummary(
              "sip:" + account + "@" + now.domain(), mailboxes.use(subscription.owner()))
          .body();
    } catch (MailboxUnavailable e) {
      throw new NotNow(e);
    }
  }
}
