package org.ringspan.registration;

import java.time.Duration;
import java.util.Optional;

/** One Contact of a REGISTER. */
public sealed interface RequestedContact {
  /** The contact {@code *}: everything that is registered. */
  record Every() implements RequestedContact {}

  /**
   * One place.
   *
   * @param uri the URI as the phone wrote it
   * @param expires for how long, when the contact itself says so; zero removes it
   * @param instance which phone it is, when it tells
   */
  record Place(String uri, Optional<Duration> expires, Optional<PhoneInstance> instance)
      implements RequestedContact {
    /** A contact without parameters of its own. */
    public Place(String uri) {
      this(uri, Optional.empty(), Optional.empty());
    }
  }
}
