package org.ringspan.mail.adapter;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.address.UserId;
import org.ringspan.configuration.MailWishes;
import org.ringspan.configuration.MailWishes.NewMessages;
import org.ringspan.configuration.User;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.identity.boundary.PinLocked;
import org.ringspan.mail.LetterKind;
import org.ringspan.mail.MissedCalls;
import org.ringspan.record.CallId;
import org.ringspan.record.boundary.CallsRecorded;
import org.ringspan.record.boundary.CallsRecorded.Call;
import org.ringspan.voicemail.boundary.MessageLeft;

/**
 * Puts letters into the outbox when something has happened that a user wants to be told: in the
 * same transaction, so that both are there or neither. Nothing is put there when no mail is sent.
 */
@ApplicationScoped
public class LetterQueue {
  private static final Logger LOG = Logger.getLogger(LetterQueue.class);

  /** Until then a message that was left in the call is in the mailbox: it tells the call. */
  static final Duration MESSAGE_COMES_WITHIN = Duration.ofSeconds(15);

  @Inject private MailServer server;
  @Inject private OutboxStore outbox;
  @Inject private ConfigurationSource configuration;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public LetterQueue() {}

  private Optional<MailWishes> wishes(UserId user) {
    return server.isThere()
        ? configuration
            .current()
            .user(user)
            .map(User::mail)
            .filter(wishes -> wishes.address().isPresent())
        : Optional.empty();
  }

  /** A message was left. */
  void left(@Observes MessageLeft message) {
    if (wishes(message.owner()).filter(it -> it.newMessages() != NewMessages.NO).isPresent()) {
      outbox.add(
          LetterKind.NEW_MESSAGE,
          message.owner(),
          message.message().toString(),
          "",
          clock.instant(),
          Duration.ZERO);
    }
  }

  /** Calls have ended. */
  void recorded(@Observes CallsRecorded recorded) {
    if (!server.isThere()) {
      return;
    }
    Map<CallId, Call> candidates = new HashMap<>();
    recorded.calls().stream()
        .filter(call -> MissedCalls.mayBeMissed(call.outcome()))
        .forEach(call -> candidates.put(call.id(), call));
    if (candidates.isEmpty()) {
      return;
    }
    for (MissedCallTable.Ended ended : outbox.ended(List.copyOf(candidates.keySet()))) {
      Call call = candidates.get(ended.call());
      if (call != null
          && wishes(ended.called()).filter(MailWishes::missedCalls).isPresent()
          && MissedCalls.isMissed(ended.calling(), ended.called(), call.outcome(), call.legs())) {
        outbox.missed(
            ended.called(),
            call.id(),
            clock.instant(),
            MESSAGE_COMES_WITHIN,
            server.settings().orElseThrow().missedHourly());
      }
    }
  }

  /** A PIN is locked. Whether it can be told changes nothing for the call that is on. */
  void locked(@Observes PinLocked lock) {
    if (wishes(lock.user()).isEmpty()) {
      return;
    }
    try {
      outbox.add(
          LetterKind.LOCKED_OUT,
          lock.user(),
          lock.at() + " " + lock.until(),
          lock.caller().orElse(""),
          clock.instant(),
          Duration.ZERO);
    } catch (EJBException e) {
      LOG.errorf(e, "%s isn't told by mail that the PIN is locked", lock.user());
    }
  }
}
