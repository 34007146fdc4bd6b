package org.ringspan.reach;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a call when it arrives.
 *
 * @param origin who sent it
 * @param called the user part of the Request-URI, unescaped
 * @param caller who it says it is from; believed only as far as the origin allows
 * @param instance the {@code gr} parameter of the Request-URI, unescaped: the call is for that one
 *     phone of the device {@code called} (RFC 5627)
 * @param divertedBy the numbers that have diverted it before it came, the oldest first, as the
 *     sender tells them by Diversion (RFC 5806)
 * @param audio whether it may have audio: it offers some, or wants to be offered what there is
 */
public record IncomingCall(
    CallOrigin origin,
    String called,
    CallerIdentity caller,
    Optional<String> instance,
    List<String> divertedBy,
    boolean audio) {
  public IncomingCall {
    divertedBy = List.copyOf(divertedBy);
  }

  /** A call with audio. */
  public IncomingCall(
      CallOrigin origin,
      String called,
      CallerIdentity caller,
      Optional<String> instance,
      List<String> divertedBy) {
    this(origin, called, caller, instance, divertedBy, true);
  }

  /** A call that isn't for one phone in particular, and that nobody has diverted. */
  public IncomingCall(CallOrigin origin, String called, CallerIdentity caller) {
    this(origin, called, caller, Optional.empty(), List.of());
  }

  /** The same to another number. */
  public IncomingCall to(String other) {
    return new IncomingCall(origin, other, caller, instance, divertedBy, audio);
  }
}
