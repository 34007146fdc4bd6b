package org.ringspan.sip.container.api;

import java.util.Optional;

/** Where digest authentication finds the stored hash of a user; called on SIP threads. */
@FunctionalInterface
public interface Ha1Lookup {
  /**
   * The stored hash of a user.
   *
   * @param username as the client sent it, unquoted; unauthenticated input
   * @param realm the realm the request was authenticated for
   * @param algorithm the algorithm the client chose
   * @return empty if there is no such user or no hash for the algorithm
   */
  Optional<Ha1> ha1(String username, String realm, DigestAlgorithm algorithm);
}
