package org.ringspan.reach;

import java.util.Optional;

/**
 * What is known of a call when it arrives.
 *
 * @param origin who sent it
 * @param called the user part of the Request-URI, unescaped
 * @param caller who it says it is from; believed only as far as the origin allows
 * @param instance the {@code gr} parameter of the Request-URI, unescaped: the call is for that one
 *     phone of the device {@code called} (RFC 5627)
 */
public record IncomingCall(
    CallOrigin origin, String called, CallerIdentity caller, Optional<String> instance) {
  /** A call that isn't for one phone in particular. */
  public IncomingCall(CallOrigin origin, String called, CallerIdentity caller) {
    this(origin, called, caller, Optional.empty());
  }
}
