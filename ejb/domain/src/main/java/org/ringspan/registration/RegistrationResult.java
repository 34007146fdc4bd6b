package org.ringspan.registration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What becomes of a REGISTER. */
public sealed interface RegistrationResult {
  /**
   * It is answered with 200 and every binding of the device; a Contact's {@code expires} is the
   * time left of it.
   *
   * @param bindings everything that is registered now, the newest first
   * @param change what that means for those who keep it
   * @param outbound whether the phone keeps its flow open and calls will come over it: the 200 says
   *     {@code Require: outbound} then (RFC 5626 section 6)
   */
  record Registered(List<Binding> bindings, Change change, boolean outbound)
      implements RegistrationResult {
    public Registered {
      bindings = List.copyOf(bindings);
    }

    /** A registration without outbound. */
    public Registered(List<Binding> bindings, Change change) {
      this(bindings, change, false);
    }
  }

  /**
   * It only asked; answered with 200 and every binding of the device.
   *
   * @param bindings everything that is registered now, the newest first
   */
  record Queried(List<Binding> bindings) implements RegistrationResult {
    public Queried {
      bindings = List.copyOf(bindings);
    }
  }

  /**
   * It changes nothing.
   *
   * @param why the reason, with the status to answer
   * @param shortest the Min-Expires header of a 423, absent otherwise
   */
  record Refused(Why why, Optional<Duration> shortest) implements RegistrationResult {
    Refused(Why why) {
      this(why, Optional.empty());
    }
  }

  /** How far the bindings of a device have changed. */
  enum Change {
    /** A place or a path is new or gone: to be kept before it is answered. */
    PLACES,
    /** Only times have moved: losing it costs a phone one early refresh. */
    TIMES
  }

  /** Why a REGISTER is refused, with the SIP status that says so. */
  enum Why {
    /** {@code *} beside other contacts, or without Expires: 0 (RFC 3261 section 10.3 step 6). */
    STAR_MISUSED(400),
    /** A contact isn't a SIP or SIPS URI, or longer than 512 characters. */
    BAD_CONTACT(400),
    /** Several contacts in one request, and one of them a numbered flow (RFC 5626 section 6). */
    FLOW_NOT_ALONE(400),
    /**
     * A Path value isn't the SIP URI of a loose router, or there are more than 8 or they are too
     * long.
     */
    BAD_PATH(400),
    /** A Call-ID or instance is longer than 255 characters or not visible ASCII. */
    UNUSABLE_TOKEN(400),
    /** More places than a device may have, or more flows than a phone may have. */
    TOO_MANY_CONTACTS(403),
    /** Proxies want to stay on the way to a phone that doesn't say it knows that (RFC 3327). */
    PATH_NOT_SUPPORTED(421),
    /** The first proxy doesn't keep the phone's flow open (RFC 5626 section 6). */
    FIRST_HOP_LACKS_OUTBOUND(439),
    /** A shorter time than the registrar allows (RFC 3261 section 10.3 step 7). */
    TOO_BRIEF(423),
    /** A CSeq not above that of an earlier REGISTER with the same Call-ID (same step). */
    OUT_OF_ORDER(500),
    /** It couldn't be kept; nothing has changed. */
    NOT_KEPT(500);

    private final int status;

    Why(int status) {
      this.status = status;
    }

    /** The status code of the response. */
    public int status() {
      return status;
    }
  }
}
