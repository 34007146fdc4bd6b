package org.ringspan.sip.container.api;

/** Says whose credentials aren't looked at for the time being, right or wrong. */
@FunctionalInterface
public interface DigestGuard {
  /** Looks at everybody's. */
  DigestGuard NONE = username -> true;

  /**
   * Whether credentials of a user are to be looked at.
   *
   * @param username as the client sent it, unquoted; unauthenticated input
   */
  boolean admits(String username);
}
