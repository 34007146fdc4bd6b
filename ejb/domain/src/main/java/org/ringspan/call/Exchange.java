package org.ringspan.call;

import java.util.Optional;

/**
 * Where an offer/answer exchange by re-INVITE stands (RFC 3264, RFC 3261 section 14). One runs at a
 * time.
 */
public sealed interface Exchange {
  /** None runs. */
  record Steady() implements Exchange {}

  /**
   * A party's re-INVITE was passed on; awaiting the other's answer.
   *
   * @param offer what it carried; absent when it asks for an offer
   * @param byUpdate whether it was an UPDATE: it gets its answer, and no ACK is awaited
   */
  record Relaying(LegId from, Optional<SessionDescription> offer, boolean byUpdate)
      implements Exchange {}

  /**
   * The other's 200 was passed back; awaiting the ACK.
   *
   * @param offered whether the re-INVITE carried the offer; if not, the ACK carries the answer and
   *     is passed on
   */
  record AwaitingAck(LegId from, boolean offered) implements Exchange {}

  /**
   * re-INVITE sent to the caller to move it to the winner's media; awaiting its answer.
   *
   * @param glares how often it was refused because another was on its way
   */
  record Joining(SessionDescription offer, int glares) implements Exchange {
    /** For the first time. */
    Joining(SessionDescription offer) {
      this(offer, 0);
    }
  }

  /**
   * The caller moved and changed its own media; re-INVITE sent to the winner; awaiting its answer.
   *
   * @param glares as above
   */
  record Following(SessionDescription offer, int glares) implements Exchange {
    /** For the first time. */
    Following(SessionDescription offer) {
      this(offer, 0);
    }
  }

  /**
   * re-INVITE sent that changes nothing, to refresh a party's session (RFC 4028); awaiting its
   * answer.
   *
   * @param glares as above
   */
  record Refreshing(LegId party, int glares) implements Exchange {
    /** For the first time. */
    Refreshing(LegId party) {
      this(party, 0);
    }
  }

  /**
   * re-INVITE sent to a party of an anchored call for the way of its media that was lost; awaiting
   * its answer.
   *
   * @param next who comes then
   * @param glares as above
   */
  record Rerouting(LegId party, Optional<LegId> next, int glares) implements Exchange {}

  /** A feature negotiates with the two by itself: nothing else may meanwhile. */
  record Reserved() implements Exchange {}

  /** A re-INVITE of ours was refused by glare; awaiting the moment to send it again. */
  record TryingAgain(Exchange refused) implements Exchange {}
}
