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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.subscription.SubscriptionTerms;

/**
 * Has telephones told of what is their owner's (RFC 6665), whatever the event package:
 *
 * <ol>
 *   <li>a telephone proves which device it is, at every SUBSCRIBE;
 *   <li>it is told of what is its owner's and of nothing else;
 *   <li>at once, at each change, and at the end;
 *   <li>until it ends it, doesn't refresh it, or doesn't know of it any more. Registrations have
 *       nothing to do with it.
 * </ol>
 */
@ApplicationScoped
public class Subscriptions {
  private static final String ATTRIBUTE = "org.ringspan.subscription";
  private static final int LONGEST_EVENT = 200;

  @Inject private Senders senders;
  @Inject private Addressing addressing;
  @Inject private ConfigurationSource configuration;
  @Inject private MessageWaiting messages;
  @Inject private LineWatch lines;

  @Resource(lookup = "java:jboss/ee/concurrency/factory/ringspan")
  private ManagedThreadFactory threads;

  private final Clock clock = Clock.systemUTC();
  private final Map<String, Served> packages = new ConcurrentHashMap<>();

  /** A package and who tells of it. */
  private record Served(EventPackage events, Teller teller) {}

  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {
    serve(lines);
    serve(messages);
  }

  private void serve(EventPackage events) {
    Teller teller = new Teller(events, this::isStillOwned, threads, clock);
    packages.put(events.name(), new Served(events, teller));
    teller.begin();
  }

  @PreDestroy
  void end() {
    packages.values().forEach(served -> served.teller().end());
  }

  /** The packages that are served, for {@code Allow-Events}. */
  String served() {
    return String.join(", ", new TreeMap<>(packages).keySet());
  }

  /** A SUBSCRIBE, outside of a dialog or inside of one. */
  void arrive(SipServletRequest subscribe) throws IOException {
    Optional<Served> served = servedBy(subscribe.getHeader("Event"));
    if (served.isEmpty()) {
      // rfc6665#section-8.3.2: 489 is for event packages that aren't understood.
      SipServletResponse refusal = subscribe.createResponse(SipServletResponse.SC_BAD_EVENT);
      refusal.setHeader("Allow-Events", served());
      refusal.send();
      return;
    }
    if (!accepts(subscribe, served.get().events().type())) {
      refuse(subscribe, SipServletResponse.SC_NOT_ACCEPTABLE);
      return;
    }
    switch (SubscriptionTerms.of(Optional.ofNullable(subscribe.getHeader("Expires")))) {
      case SubscriptionTerms.Malformed() -> refuse(subscribe, SipServletResponse.SC_BAD_REQUEST);
      case SubscriptionTerms.TooBrief() -> {
        SipServletResponse refusal =
            subscribe.createResponse(SipServletResponse.SC_INTERVAL_TOO_BRIEF);
        refusal.setHeader("Min-Expires", Long.toString(SubscriptionTerms.SHORTEST.toSeconds()));
        refusal.send();
      }
      case SubscriptionTerms.Granted(var length) -> {
        if (subscribe.isInitial()) {
          anew(subscribe, served.get(), length);
        } else {
          again(subscribe, served.get(), length);
        }
      }
    }
  }

  private Optional<Served> servedBy(@Nullable String event) {
    return event == null || event.length() > LONGEST_EVENT
        ? Optional.empty()
        : Optional.ofNullable(packages.get(event.split(";", 2)[0].strip()));
  }

  // rfc3842#section-3.5, rfc4235#section-3.5: who has no Accept takes the package's own type.
  private static boolean accepts(SipServletRequest subscribe, String own) {
    boolean any = false;
    for (var fields = subscribe.getHeaders("Accept"); fields.hasNext(); ) {
      for (String type : fields.next().split(",")) {
        String bare = type.split(";", 2)[0].strip();
        if (bare.equalsIgnoreCase(own)
            || bare.equals("*/*")
            || bare.equalsIgnoreCase("application/*")) {
          return true;
        }
        any = true;
      }
    }
    return !any;
  }

  private void anew(SipServletRequest subscribe, Served served, Duration length)
      throws IOException {
    Optional<DeviceName> device = senders.deviceOf(subscribe);
    if (device.isEmpty()) {
      return;
    }
    ConfigurationSnapshot now = configuration.current();
    Optional<UserId> owner = now.device(device.get()).map(Device::owner);
    Optional<String> asked = addressing.calledBy(subscribe);
    if (owner.isEmpty()
        || asked.isEmpty()
        || !isFor(now, served.events(), device.get(), owner.get(), asked.get())) {
      refuse(subscribe, SipServletResponse.SC_FORBIDDEN);
      return;
    }
    if (!served.teller().admits(device.get())) {
      SipServletResponse refusal =
          subscribe.createResponse(SipServletResponse.SC_SERVICE_UNAVAILABLE);
      refusal.setHeader("Retry-After", Long.toString(SubscriptionTerms.SHORTEST.toSeconds()));
      refusal.send();
      return;
    }
    Subscription subscription =
        new Subscription(
            served.events(),
            device.get(),
            owner.get(),
            asked.get(),
            subscribe.getSession(),
            subscribe.getHeader("Event"),
            clock.instant().plus(length));
    subscribe.getApplicationSession().setExpires(0);
    Flows.backToCaller(subscribe);
    subscribe.getSession().setAttribute(ATTRIBUTE, subscription);
    try {
      accept(subscribe, length);
    } catch (IOException | RuntimeException e) {
      served.teller().dismiss(device.get());
      throw e;
    }
    served.teller().add(subscription);
    tell(served.teller(), subscription, length);
  }

  /** A telephone asks with the name of its device, of its user, or with one of their numbers. */
  private static boolean isFor(
      ConfigurationSnapshot now,
      EventPackage events,
      DeviceName device,
      UserId owner,
      String asked) {
    return asked.equals(device.value())
        || asked.equals(owner.value())
        || events.isAlsoCalled(now, asked)
        || now.linesOf(owner).stream().anyMatch(line -> line.number().digits().equals(asked));
  }

  private void again(SipServletRequest subscribe, Served served, Duration length)
      throws IOException {
    Optional<Subscription> known =
        of(subscribe).filter(it -> it.of().name().equals(served.events().name()) && !it.isOver());
    if (known.isEmpty()) {
      // rfc6665#section-4.1.2.2: whoever asks, there is nothing to be refreshed.
      refuse(subscribe, SipServletResponse.SC_CALL_LEG_DONE);
      return;
    }
    Optional<DeviceName> device = senders.deviceOf(subscribe);
    if (device.isEmpty()) {
      return;
    }
    if (!known.get().device().equals(device.get())) {
      refuse(subscribe, SipServletResponse.SC_FORBIDDEN);
    } else if (known.get().refresh(clock.instant().plus(length))) {
      accept(subscribe, length);
      tell(served.teller(), known.get(), length);
    } else {
      // It has run out while its telephone proved who it is.
      refuse(subscribe, SipServletResponse.SC_CALL_LEG_DONE);
    }
  }

  private static Optional<Subscription> of(SipServletMessage message) {
    return message.getSession(false) != null
            && message.getSession().isValid()
            && message.getSession().getAttribute(ATTRIBUTE) instanceof Subscription it
        ? Optional.of(it)
        : Optional.empty();
  }

  private static void accept(SipServletRequest subscribe, Duration length) throws IOException {
    SipServletResponse accepted = subscribe.createResponse(SipServletResponse.SC_OK);
    accepted.setHeader("Expires", Long.toString(length.toSeconds()));
    accepted.send();
  }

  private static void tell(Teller teller, Subscription subscription, Duration length) {
    if (length.isZero()) {
      teller.asksToEnd(subscription);
    } else {
      teller.asked(subscription);
    }
  }

  private static void refuse(SipServletRequest subscribe, int status) throws IOException {
    subscribe.createResponse(status).send();
  }

  private boolean isStillOwned(Subscription subscription) {
    return configuration
        .current()
        .device(subscription.device())
        .filter(device -> device.owner().equals(subscription.owner()))
        .isPresent();
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
    Optional<Subscription> known = of(response);
    if (known.isPresent() && response.getStatus() >= 200) {
      Served served = packages.get(known.get().of().name());
      if (served == null) {
        known.get().forget();
      } else if (response.getStatus() < 300) {
        served.teller().told(known.get());
      } else {
        served.teller().drop(known.get());
      }
    }
    return true;
  }
}
