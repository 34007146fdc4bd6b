package org.ringspan.call;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is said about the session timer in a request or a 2xx (RFC 4028): the header fields
 * Session-Expires and Min-SE and the option tag {@code timer}.
 *
 * @param supported whether its sender knows session timers ({@code Supported: timer})
 * @param expires the delta-seconds of Session-Expires, 1 and up; absent without one
 * @param refresher who refreshes, seen from this transaction; absent when it isn't said
 * @param minimum the delta-seconds of Min-SE; absent without one
 */
public record SessionTerms(
    boolean supported, OptionalInt expires, Optional<Refresher> refresher, OptionalInt minimum) {
  /** Nothing is said about it. */
  public static final SessionTerms NONE =
      new SessionTerms(false, OptionalInt.empty(), Optional.empty(), OptionalInt.empty());

  /** Who refreshes. */
  public enum Refresher {
    /** Who sent the request. */
    UAC("uac"),
    /** Who answered it. */
    UAS("uas");

    private final String parameter;

    Refresher(String parameter) {
      this.parameter = parameter;
    }

    /** The value of the parameter {@code refresher}. */
    public String parameter() {
      return parameter;
    }
  }

  /**
   * What we go by.
   *
   * @param expires how long a session lives without being refreshed; zero: we use no session timers
   * @param minimum the shortest we accept
   */
  public record Policy(Duration expires, Duration minimum) {
    /** Whether we use session timers at all. */
    public boolean isOn() {
      return !expires.isZero();
    }

    /** What we ask for: never less than the least that we accept ourselves. */
    public Duration asked() {
      return expires.compareTo(minimum) < 0 ? minimum : expires;
    }

    /**
     * Whether a request asks for too little; it gets 422 with our minimum in Min-SE.
     *
     * <p>rfc4028#section-9: "If an incoming request contains a Supported header field with a value
     * 'timer' and a Session Expires header field, the UAS MAY reject the INVITE request with a 422
     * (Session Interval Too Small) response if the session interval in the Session-Expires header
     * field is smaller than the minimum interval defined by the UAS' local policy." Who doesn't
     * know timers would not understand it.
     */
    public boolean refuses(SessionTerms request) {
      return isOn()
          && request.supported()
          && request.expires().isPresent()
          && request.expires().getAsInt() < minimum.toSeconds();
    }
  }

  /**
   * What the 2xx to a request has to say, when we answer it.
   *
   * <ol>
   *   <li>Timers are off, or nobody asks for one and its sender knows none: nothing expires.
   *   <li>The interval is what the request asks for, and no longer than ours.
   *   <li>It isn't shorter than Min-SE of the request, or our own minimum.
   *   <li>Whom the request names refreshes; if it names nobody, its sender does when it knows how.
   * </ol>
   */
  public Optional<SessionInterval> answered(Policy policy) {
    if (!policy.isOn() || !supported && expires.isEmpty()) {
      return Optional.empty();
    }
    // rfc4028#section-9: "The UAS response MAY reduce its value but MUST NOT set it to a duration
    // lower than the value in the Min-SE header field in the request, if it is present".
    long least = Math.max(policy.minimum().toSeconds(), minimum.orElse(0));
    // "The UAS MUST NOT increase the value of the Session-Expires header field."
    long most = expires.isPresent() ? expires.getAsInt() : Long.MAX_VALUE;
    long interval = Math.min(Math.max(policy.asked().toSeconds(), least), most);
    // rfc4028#section-9, table 2: a sender that knows no timers doesn't refresh.
    boolean weRefresh = !supported || refresher.equals(Optional.of(Refresher.UAS));
    return Optional.of(new SessionInterval(Duration.ofSeconds(interval), weRefresh));
  }

  /**
   * What was agreed, when this is what the 2xx to a request of ours says.
   *
   * <p>rfc4028#section-7.2: "If the 2xx response did not contain a Session-Expires header field,
   * there is no session expiration."
   *
   * @param policy a 2xx may not make us refresh more often than our minimum lets it
   */
  public Optional<SessionInterval> agreed(Policy policy) {
    if (!policy.isOn() || expires.isEmpty()) {
      return Optional.empty();
    }
    long interval = Math.max(expires.getAsInt(), policy.minimum().toSeconds());
    // A refresher that isn't named in a 2xx would be nobody: then we do it.
    return Optional.of(
        new SessionInterval(
            Duration.ofSeconds(interval), !refresher.equals(Optional.of(Refresher.UAS))));
  }

  /** Our part in a dialog's next request: who refreshes now goes on doing so. */
  public static Refresher asRequested(SessionInterval now) {
    return now.weRefresh() ? Refresher.UAC : Refresher.UAS;
  }

  /** Our part in the 2xx to a request of the other side. */
  public static Refresher asAnswered(SessionInterval now) {
    return now.weRefresh() ? Refresher.UAS : Refresher.UAC;
  }
}
