package org.ringspan.callcontrol;

import java.time.Duration;
import org.ringspan.configuration.ConfigurationSnapshot;

/**
 * Something that telephones can be told of (RFC 6665 section 5). It says what there is to tell;
 * {@link Subscriptions} does the rest.
 */
interface EventPackage {
  /** What the field {@code Event} calls it. */
  String name();

  /** The media type of what is told, which who names none accepts. */
  String type();

  /** The least time between two NOTIFYs that the telephone hasn't asked for; zero: none. */
  Duration pause();

  /** What a telephone may call it beside its own name, its user's, and their numbers. */
  boolean isAlsoCalled(ConfigurationSnapshot now, String asked);

  /** Telephones can be told from now on. */
  void begin(Teller teller);

  /**
   * What there is to tell now. Called by the teller's one thread.
   *
   * @param version how many were told before in this subscription
   * @throws NotNow when it can't be found out at present
   */
  String body(Subscription subscription, long version) throws NotNow;

  /** What there is to tell can't be found out at present: it is tried again. */
  final class NotNow extends Exception {
    private static final long serialVersionUID = 1L;

    NotNow(Throwable cause) {
      super(cause);
    }
  }
}
