package org.ringspan.callcontrol;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.servlet.sip.SipServletRequest;
import org.jboss.logging.Logger;
import org.ringspan.address.DeviceName;
import org.ringspan.address.Transport;
import org.ringspan.guessing.GuessBook;
import org.ringspan.guessing.GuessBook.Refusal;
import org.ringspan.guessing.GuessLimits;
import org.ringspan.guessing.Source;
import org.ringspan.registration.Flow;
import org.ringspan.registration.Registrations;

/**
 * Watches for whoever guesses passwords ({@link GuessBook}):
 *
 * <ol>
 *   <li>a phone is always looked at on the flow it is registered over: nobody can lock it out;
 *   <li>who has guessed is refused for a growing time;
 *   <li>that is logged when it begins, not for every attempt.
 * </ol>
 */
@ApplicationScoped
public class GuessWatch {
  private static final Logger LOG = Logger.getLogger(GuessWatch.class);
  private static final String NAME = "org.ringspan:type=Authentication";
  private static final String NO_DEVICE = "(not a device name)";
  private static final int REMEMBERED = 10_000;
  private static final Pattern RECEIVED =
      Pattern.compile(";\\s*received\\s*=\\s*([0-9A-Fa-f:.]{1,45})");
  private static final Pattern SENT_BY =
      Pattern.compile("^\\S+\\s+(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9.-]{1,64})");

  @Inject private Registrations registrations;
  private final Clock clock = Clock.systemUTC();
  private final LongAdder wrong = new LongAdder();
  private final LongAdder notLookedAt = new LongAdder();
  private final LongAdder begun = new LongAdder();
  private GuessBook book = new GuessBook(GuessLimits.DEFAULT);
  private Set<String> proxies = Set.of();

  @PostConstruct
  void start() {
    book =
        new GuessBook(
            new GuessLimits(
                CallSetting.GUESSES_OF_DEVICE.number(),
                CallSetting.GUESSES_OF_SOURCE.number(),
                CallSetting.GUESSES_WITHIN.seconds(),
                CallSetting.GUESSES_REFUSED.seconds(),
                CallSetting.GUESSES_REFUSED_LONGEST.seconds(),
                REMEMBERED));
    proxies =
        Arrays.stream(System.getProperty("ringspan.sip.proxies", "").split(","))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    try {
      ManagementFactory.getPlatformMBeanServer().registerMBean(new Figures(), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("the figures of authentication can't be published", e);
    }
  }

  /** The figures are there, and the settings checked, from the start. */
  void wake(@Observes @Initialized(ApplicationScoped.class) Object application) {
    LOG.debug("watching for guesses");
  }

  @PreDestroy
  void stop() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      LOG.warn("the figures of authentication can't be withdrawn", e);
    }
  }

  /** Whether an answer for {@code username} is looked at. */
  boolean admits(SipServletRequest request, String username) {
    Instant now = clock.instant();
    boolean admitted =
        isRegisteredHere(request, username, now)
            || book.refusedFor(source(request), name(username), now).isZero();
    if (!admitted) {
      notLookedAt.increment();
    }
    return admitted;
  }

  private boolean isRegisteredHere(SipServletRequest request, String username, Instant now) {
    if (!DeviceName.isValid(username)) {
      return false;
    }
    Flow flow =
        new Flow(
            Transport.valueOf(request.getTransport().toUpperCase(Locale.ROOT)),
            request.getRemoteAddr(),
            request.getRemotePort());
    return registrations.bindingsOf(new DeviceName(username), now).stream()
        .anyMatch(binding -> binding.path().isEmpty() && binding.flow().equals(flow));
  }

  /** How many seconds such an answer is refused still, at least 1. */
  long secondsLeft(SipServletRequest request, String username) {
    Duration left = book.refusedFor(source(request), name(username), clock.instant());
    return Math.max(1, left.toSeconds());
  }

  void right(SipServletRequest request, String username) {
    book.right(source(request), name(username));
  }

  void wrong(SipServletRequest request, String username) {
    wrong.increment();
    String source = source(request);
    for (Refusal refusal : book.wrong(source, name(username), clock.instant())) {
      begun.increment();
      switch (refusal) {
        case Refusal.OfDevice(var lasts) ->
            LOG.warnf(
                "too many wrong passwords for device %s from %s: it is refused there for %d s",
                name(username), source, lasts.toSeconds());
        case Refusal.OfSource(var lasts) ->
            LOG.warnf(
                "too many wrong passwords for many devices from %s: it is refused for %d s",
                source, lasts.toSeconds());
      }
    }
  }

  /** All that can be no device are one, so that their names fill no memory and no log. */
  private static String name(String username) {
    return DeviceName.isValid(username) ? username : NO_DEVICE;
  }

  /**
   * Where a request comes from. What comes through a proxy that the settings name comes from where
   * that proxy says; nobody else's Via is believed.
   */
  private String source(SipServletRequest request) {
    String address = request.getRemoteAddr();
    return proxies.contains(address)
        ? address + " for " + Source.of(sentTo(request))
        : Source.of(address);
  }

  /** Who sent it to the proxy, as the second Via says (RFC 3261 section 18.2.1). */
  private static String sentTo(SipServletRequest request) {
    Iterator<String> vias = request.getHeaders("Via");
    String below = "";
    for (int i = 0; i < 2 && vias.hasNext(); i++) {
      below = vias.next();
    }
    Matcher received = RECEIVED.matcher(below);
    if (received.find()) {
      return received.group(1);
    }
    Matcher sentBy = SENT_BY.matcher(below);
    return sentBy.find() ? sentBy.group(1) : "unknown";
  }

  private final class Figures implements AuthenticationMXBean {
    @Override
    public long getWrongAnswers() {
      return wrong.sum();
    }

    @Override
    public long getAnswersNotLookedAt() {
      return notLookedAt.sum();
    }

    @Override
    public long getRefusalsBegun() {
      return begun.sum();
    }

    @Override
    public int getRefusedNow() {
      return book.refused(clock.instant());
    }
  }
}
