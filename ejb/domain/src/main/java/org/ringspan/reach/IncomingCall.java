package org.ringspan.reach;

/**
 * What is known of a call when it arrives.
 *
 * @param origin who sent it
 * @param called the user part of the Request-URI, unescaped
 * @param caller who it says it is from; believed only as far as the origin allows
 */
public record IncomingCall(CallOrigin origin, String called, CallerIdentity caller) {}
