package org.ringspan.callcontrol;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.voicemail.MessageSummary;
import org.ringspan.voicemail.SubscriptionTerms;
import org.ringspan.voicemail.boundary.MailboxUnavailable;
import org.ringspan.voicemail.boundary.Mailboxes;

/**
 * Tells telephones whether messages wait (RFC 3842 by RFC 6665):
 *
 * <ol>
 *   <li>a telephone proves which device it is, at every SUBSCRIBE;
 *   <li>it is told of its owner's mailbox and no other;
 *   <li>at once, at each change, and at the end;
 *   <li>until it ends it, doesn't refresh it, or doesn't know of it any more. Registrations have
 *       nothing to do with it.
 * </ol>
 *
 * <p>Mailboxes are read, and telephones told, on one thread of its own: a database that is away
 * holds up no call.
 */
@ApplicationScoped
public class MessageWaiting {
  static final String PACKAGE = "message-summary";

  private static final Logger LOG = Logger.getLogger(MessageWaiting.class);
  private static final String ATTRIBUTE = "org.ringspan.mwi";
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /** Telephones that start anew leave old ones behind. */
  private static final int MOST_OF_DEVICE = 8;

  private static final int MOST = 50_000;
  private static final int LONGEST_EVENT = 200;

  @Inject private Senders senders;
  @Inject private Addressing addressing;
  @Inject private ConfigurationSource configuration;
  @Inject private Mailboxes mailboxes;

  @Resource(lookup = "java:jboss/ee/concurrency/factory/ringspan")
  private ManagedThreadFactory threads;

  private final Clock clock = Clock.systemUTC();
  private final Set<MessageSubscription> subscriptions = ConcurrentHashMap.newKeySet();
  private @Nullable ScheduledExecutorService teller;
  private Runnable unwatch = () -> {};

  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
    ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor(threads);
    teller = made;
    made.scheduleWithFixedDelay(
        this::endWhatRanOut, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    unwatch = mailboxes.watch(this::changed);
  }

  @PreDestroy
  void end() {
    unwatch.run();
    if (teller != null) {
      teller.shutdownNow();
    }
  }

  /** A SUBSCRIBE, outside of a dialog or inside of one. */
  void arrive(SipServletRequest subscribe) throws IOException {
    if (!isOurPackage(subscribe.getHeader("Event"))) {
      // rfc6665#section-8.3.2: 489 is for event packages that aren't understood.
      SipServletResponse refusal = subscribe.createResponse(SipServletResponse.SC_BAD_EVENT);
      refusal.setHeader("Allow-Events", PACKAGE);
      refusal.send();
      return;
    }
    if (!accepts(subscribe)) {
      subscribe.createResponse(SipServletResponse.SC_NOT_ACCEPTABLE).send();
      return;
    }
    switch (SubscriptionTerms.of(Optional.ofNullable(subscribe.getHeader("Expires")))) {
      case SubscriptionTerms.Malformed() ->
          subscribe.createResponse(SipServletResponse.SC_BAD_REQUEST).send();
      case SubscriptionTerms.TooBrief() -> {
        SipServletResponse refusal =
            subscribe.createResponse(SipServletResponse.SC_INTERVAL_TOO_BRIEF);
        refusal.setHeader("Min-Expires", Long.toString(SubscriptionTerms.SHORTEST.toSeconds()));
        refusal.send();
      }
      case SubscriptionTerms.Granted(var length) -> {
        if (!subscribe.isInitial() && of(subscribe).filter(it -> !it.isOver()).isEmpty()) {
          // rfc6665#section-4.1.2.2: whoever asks, there is nothing to be refreshed.
          subscribe.createResponse(SipServletResponse.SC_CALL_LEG_DONE).send();
          return;
        }
        Optional<DeviceName> device = senders.deviceOf(subscribe);
        if (device.isPresent()) {
          arrive(subscribe, device.get(), length);
        }
      }
    }
  }

  private static boolean isOurPackage(@Nullable String event) {
    return event != null
        && event.length() <= LONGEST_EVENT
        && event.split(";", 2)[0].strip().equals(PACKAGE);
  }

  // rfc3842#section-3.5: who has no Accept takes simple-message-summary.
  private static boolean accepts(SipServletRequest subscribe) {
    boolean any = false;
    for (var fields = subscribe.getHeaders("Accept"); fields.hasNext(); ) {
      for (String type : fields.next().split(",")) {
        String bare = type.split(";", 2)[0].strip();
        if (bare.equalsIgnoreCase(MessageSummary.TYPE)
            || bare.equals("*/*")
            || bare.equalsIgnoreCase("application/*")) {
          return true;
        }
        any = true;
      }
    }
    return !any;
  }

  private void arrive(SipServletRequest subscribe, DeviceName device, Duration length)
      throws IOException {
    if (!subscribe.isInitial()) {
      again(subscribe, device, length);
      return;
    }
    Optional<UserId> owner = configuration.current().device(device).map(Device::owner);
    if (owner.isEmpty() || !isFor(subscribe, device, owner.get())) {
      subscribe.createResponse(SipServletResponse.SC_FORBIDDEN).send();
      return;
    }
    if (subscriptions.size() >= MOST
        || subscriptions.stream().filter(it -> it.device().equals(device)).count()
            >= MOST_OF_DEVICE) {
      SipServletResponse refusal =
          subscribe.createResponse(SipServletResponse.SC_SERVICE_UNAVAILABLE);
      refusal.setHeader("Retry-After", Long.toString(SubscriptionTerms.SHORTEST.toSeconds()));
      refusal.send();
      return;
    }
    subscribe.getApplicationSession().setExpires(0);
    Flows.backToCaller(subscribe);
    MessageSubscription subscription =
        new MessageSubscription(
            device,
            owner.get(),
            subscribe.getSession(),
            subscribe.getHeader("Event"),
            clock.instant().plus(length));
    subscribe.getSession().setAttribute(ATTRIBUTE, subscription);
    accept(subscribe, length);
    subscriptions.add(subscription);
    tell(subscription, length);
  }

  /** A telephone asks with the name of its device, of its user, or with one of their numbers. */
  private boolean isFor(SipServletRequest subscribe, DeviceName device, UserId owner) {
    Optional<String> asked = addressing.calledBy(subscribe);
    ConfigurationSnapshot now = configuration.current();
    return asked
        .filter(
            name ->
                name.equals(device.value())
                    || name.equals(owner.value())
                    || isPilot(now, name)
                    || now.linesOf(owner).stream()
                        .anyMatch(line -> line.number().digits().equals(name)))
        .isPresent();
  }

  private static boolean isPilot(ConfigurationSnapshot now, String name) {
    return now.voicemail().filter(it -> it.pilot().digits().equals(name)).isPresent();
  }

  private void again(SipServletRequest subscribe, DeviceName device, Duration length)
      throws IOException {
    Optional<MessageSubscription> known = of(subscribe);
    if (known.isEmpty() || known.get().isOver()) {
      subscribe.createResponse(SipServletResponse.SC_CALL_LEG_DONE).send();
      return;
    }
    if (!known.get().device().equals(device)) {
      subscribe.createResponse(SipServletResponse.SC_FORBIDDEN).send();
      return;
    }
    known.get().refresh(clock.instant().plus(length));
    accept(subscribe, length);
    tell(known.get(), length);
  }

  private static Optional<MessageSubscription> of(SipServletMessage message) {
    return message.getSession(false) != null
            && message.getSession().isValid()
            && message.getSession().getAttribute(ATTRIBUTE) instanceof MessageSubscription it
        ? Optional.of(it)
        : Optional.empty();
  }

  private static void accept(SipServletRequest subscribe, Duration length) throws IOException {
    SipServletResponse accepted = subscribe.createResponse(SipServletResponse.SC_OK);
    accepted.setHeader("Expires", Long.toString(length.toSeconds()));
    accepted.send();
  }

  private void tell(MessageSubscription subscription, Duration length) {
    soon(length.isZero() ? () -> endByWish(subscription) : () -> tell(subscription));
  }

  private void soon(Runnable telling) {
    ScheduledExecutorService now = teller;
    if (now != null) {
      try {
        now.execute(telling);
      } catch (RejectedExecutionException e) {
        LOG.debug("the server stops; telephones subscribe again");
      }
    }
  }

  /** The number of messages of a mailbox has changed. */
  private void changed(UserId owner) {
    soon(
        () ->
            subscriptions.stream()
                .filter(subscription -> subscription.owner().equals(owner))
                .forEach(this::tell));
  }

  private void tell(MessageSubscription subscription) {
    if (!stillOwns(subscription)) {
      end(subscription, "noresource");
      return;
    }
    if (!subscription.begin()) {
      return;
    }
    try {
      subscription.tell(summary(subscription.owner()), clock.instant());
    } catch (MailboxUnavailable e) {
      LOG.warnf("telephones can't be told of the mailbox of %s now", subscription.owner());
      subscription.told();
      later(() -> tell(subscription));
    } catch (IOException | IllegalStateException e) {
      LOG.debugf(e, "%s can't be told of messages", subscription.device());
      drop(subscription);
    }
  }

  private void later(Runnable telling) {
    ScheduledExecutorService now = teller;
    if (now != null) {
      now.schedule(telling, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private boolean stillOwns(MessageSubscription subscription) {
    return configuration
        .current()
        .device(subscription.device())
        .filter(device -> device.owner().equals(subscription.owner()))
        .isPresent();
  }

  private MessageSummary summary(UserId owner) {
    ConfigurationSnapshot now = configuration.current();
    String account = now.voicemail().map(it -> it.pilot().digits()).orElse(owner.value());
    return new MessageSummary("sip:" + account + "@" + now.domain(), mailboxes.use(owner));
  }

  private void endByWish(MessageSubscription subscription) {
    if (!subscription.end()) {
      return;
    }
    subscriptions.remove(subscription);
    try {
      subscription.tellEnd("timeout", summary(subscription.owner()));
    } catch (MailboxUnavailable e) {
      sendEnd(subscription, "timeout");
    } catch (IOException | IllegalStateException e) {
      subscription.forget();
    }
  }

  private void end(MessageSubscription subscription, String reason) {
    if (subscription.end()) {
      subscriptions.remove(subscription);
      sendEnd(subscription, reason);
    }
  }

  private static void sendEnd(MessageSubscription subscription, String reason) {
    try {
      subscription.tellEnd(reason);
    } catch (IOException | IllegalStateException e) {
      subscription.forget();
    }
  }

  private void drop(MessageSubscription subscription) {
    subscription.end();
    subscriptions.remove(subscription);
    subscription.forget();
  }

  private void endWhatRanOut() {
    try {
      Instant now = clock.instant();
      List<MessageSubscription> ended =
          subscriptions.stream().filter(subscription -> subscription.hasRunOut(now)).toList();
      ended.forEach(subscription -> end(subscription, "timeout"));
    } catch (RuntimeException e) {
      // It is looked again in a second.
      LOG.warn("subscriptions can't be ended now", e);
    }
  }

  /**
   * Takes the answer to a NOTIFY.
   *
   * @return false when the response answers something else
   */
  boolean answered(SipServletResponse response) {
    if (!response.getMethod().equals("NOTIFY")) {
      return false;
    }
    Optional<MessageSubscription> known = of(response);
    if (known.isEmpty() || response.getStatus() < 200) {
      return true;
    }
    MessageSubscription subscription = known.get();
    if (subscription.isOver()) {
      subscription.forget();
    } else if (response.getStatus() < 300) {
      if (subscription.told()) {
        soon(() -> tell(subscription));
      }
    } else {
      // rfc6665#section-4.2.2: a telephone that refuses or doesn't answer has no subscription any
      // more; if it lives, it subscribes anew.
      drop(subscription);
    }
    return true;
  }
}
