package org.ringspan.reach;

import java.time.Duration;
import java.util.Optional;
import org.ringspan.address.E164Number;

/** What becomes of a call that nobody takes. */
public sealed interface ForwardPlan {
  /** It rings until the caller gives up. */
  record Nowhere() implements ForwardPlan {}

  /**
   * It goes to the mailbox.
   *
   * @param after how long everything rings before (default 20 s)
   * @param shown the caller as the mailbox sees it
   * @param on the called user's public number, by which the mailbox knows whose it is
   */
  record ToMailbox(
      LegTarget.Mailbox mailbox, Duration after, CallerIdentity shown, Optional<E164Number> on)
      implements ForwardPlan {}
}
