package org.ringspan.secret;

import java.time.Instant;
import java.util.Optional;

/**
 * What is told of a secret: everything but itself.
 *
 * @param kept when it was put into the store, and by whom; empty: it isn't there
 * @param readable whether the server's key opens it; a key that was replaced doesn't
 * @param inSettings whether the settings file has one, too, in clear
 */
public record SecretState(
    SecretName name, Optional<Kept> kept, boolean readable, boolean inSettings) {
  /** When it was put into the store, and by whom. */
  public record Kept(Instant at, String by) {}
}
