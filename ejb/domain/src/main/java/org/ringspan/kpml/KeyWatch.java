package org.ringspan.kpml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The life of a subscription to a party's keys (RFC 6665, RFC 4730): it is asked for when the party
 * has answered, refreshed before it runs out, and asked for anew where its notifier says so. Where
 * it is refused or ends, keys are taken from the media again. A pure function of what happens; a
 * value of it is one moment.
 *
 * @param phase what is awaited
 * @param attempts how often it was asked for anew since the last refresh that was granted
 */
public record KeyWatch(Phase phase, int attempts) {
  /** What is asked for. */
  public static final Duration WANTED = Duration.ofHours(1);

  /** Its event package. */
  public static final String PACKAGE = "kpml";

  /** Its documents' type. */
  public static final String TYPE = "application/kpml-request+xml";

  private static final int MOST_ATTEMPTS = 3;
  private static final Duration LEAST = Duration.ofSeconds(30);
  private static final Duration EARLIER = Duration.ofSeconds(60);

  /** What is awaited. */
  public enum Phase {
    /** The answer to the first SUBSCRIBE, or to one after an end: keys still come by the media. */
    ASKED,
    /** Keys, or the time to refresh. */
    WATCHING,
    /** The answer to a refresh; keys come meanwhile. */
    REFRESHING,
    /** Nothing: keys come by the media. */
    OVER
  }

  /** What is to be done. */
  public sealed interface Step {}

  /**
   * Send SUBSCRIBE.
   *
   * @param length its {@code Expires}
   * @param withDocument whether it says what is to be watched; a refresh doesn't need to
   */
  public record Subscribe(Duration length, boolean withDocument) implements Step {}

  /** Call {@link #due} after this time. */
  public record Wait(Duration time) implements Step {}

  /** A key was pressed. */
  public record Key(char digit) implements Step {}

  /** Take keys from the media again. */
  public record FallBack(String reason) implements Step {}

  /** How it goes on, and what is to be done. */
  public record Stepped(KeyWatch watch, List<Step> steps) {
    public Stepped {
      steps = List.copyOf(steps);
    }
  }

  /** Asks for the first time. */
  public static Stepped begin() {
    return new Stepped(new KeyWatch(Phase.ASKED, 0), List.of(new Subscribe(WANTED, true)));
  }

  // rfc4730#section-9.1: "x" stands for 0 to 9. "persist" goes on after a match, "single-notify"
  // would wait for a new document after each key.
  /** What is asked to be watched: every key, each told when it was pressed. */
  public static String document() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<kpml-request xmlns=\"urn:ietf:params:xml:ns:kpml-request\" version=\"1.0\">"
        + "<pattern persist=\"persist\"><regex tag=\"key\">[x*#ABCD]</regex></pattern>"
        + "</kpml-request>";
  }

  /** Whether keys come by it, so that those of the media don't count. */
  public boolean counts() {
    return phase == Phase.WATCHING || phase == Phase.REFRESHING;
  }

  /**
   * A SUBSCRIBE was answered finally.
   *
   * @param status 200 to 699
   * @param granted its {@code Expires}, or {@code Min-Expires} of a 423
   */
  public Stepped answered(int status, Optional<Duration> granted) {
    if (phase != Phase.ASKED && phase != Phase.REFRESHING) {
      return nothing();
    }
    if (status < 300) {
      Duration length = granted.orElse(WANTED);
      // rfc6665#section-4.2.1.1: a notifier may shorten; zero is an end.
      return length.isZero()
          ? fallBack("granted for no time")
          : new Stepped(new KeyWatch(Phase.WATCHING, 0), List.of(new Wait(refreshIn(length))));
    }
    if (status == 423 && granted.isPresent() && attempts < MOST_ATTEMPTS) {
      return new Stepped(
          new KeyWatch(phase, attempts + 1), List.of(new Subscribe(granted.get(), true)));
    }
    // rfc6665#section-4.1.2.2: a refresh that is refused by another status than these leaves the
    // subscription as it was; that it can't be refreshed is all the same to us.
    return fallBack("SUBSCRIBE was answered with " + status);
  }

  private static Duration refreshIn(Duration granted) {
    Duration early = granted.minus(EARLIER);
    Duration half = granted.dividedBy(2);
    Duration time = early.compareTo(half) > 0 ? early : half;
    return time.compareTo(LEAST) < 0 ? LEAST : time;
  }

  /** The time to refresh has come. */
  public Stepped due() {
    return phase == Phase.WATCHING
        ? new Stepped(
            new KeyWatch(Phase.REFRESHING, attempts), List.of(new Subscribe(WANTED, false)))
        : nothing();
  }

  /**
   * A NOTIFY came.
   *
   * @param state its {@code Subscription-State}: active, pending or terminated, with parameters
   * @param report what it tells, if it can be read
   */
  public Stepped notified(String state, Optional<KeyReport> report) {
    if (phase == Phase.OVER) {
      return nothing();
    }
    List<Step> steps = new ArrayList<>();
    // rfc4730#section-6: with 200 a pattern matched; the other codes say why none did.
    report
        .filter(told -> told.code() == 200)
        .ifPresent(
            told -> told.digits().chars().forEach(digit -> steps.add(new Key((char) digit))));
    if (!isTerminated(state)) {
      return new Stepped(this, steps);
    }
    // rfc6665#section-4.1.3: after "deactivated" and "timeout" the subscriber may ask again at
    // once.
    boolean again = reason(state).matches("deactivated|timeout") && attempts < MOST_ATTEMPTS;
    if (again) {
      steps.add(new Subscribe(WANTED, true));
      return new Stepped(new KeyWatch(Phase.ASKED, attempts + 1), steps);
    }
    steps.add(new FallBack("terminated: " + reason(state)));
    return new Stepped(new KeyWatch(Phase.OVER, attempts), steps);
  }

  private static boolean isTerminated(String state) {
    return state.split(";", 2)[0].strip().equalsIgnoreCase("terminated");
  }

  private static String reason(String state) {
    for (String parameter : state.split(";", 20)) {
      String[] parts = parameter.split("=", 2);
      if (parts.length == 2 && parts[0].strip().equalsIgnoreCase("reason")) {
        String value = parts[1].strip();
        return value.matches("[A-Za-z]{1,32}") ? value : "unknown";
      }
    }
    return "unknown";
  }

  private Stepped fallBack(String reason) {
    return new Stepped(new KeyWatch(Phase.OVER, attempts), List.of(new FallBack(reason)));
  }

  private Stepped nothing() {
    return new Stepped(this, List.of());
  }

  /**
   * Whether a party says that it tells of its keys.
   *
   * @param allowEvents its fields {@code Allow-Events}
   */
  public static boolean isOffered(List<String> allowEvents) {
    return allowEvents.stream()
        .filter(field -> field.length() <= 1000)
        .flatMap(field -> List.of(field.split(",")).stream())
        .anyMatch(name -> name.strip().equalsIgnoreCase(PACKAGE));
  }
}
