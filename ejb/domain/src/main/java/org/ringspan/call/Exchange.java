package org.ringspan.call;

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
   * @param offered whether it carried an offer
   */
  record Relaying(LegId from, boolean offered) implements Exchange {}

  /**
   * The other's 200 was passed back; awaiting the ACK.
   *
   * @param offered whether the re-INVITE carried the offer; if not, the ACK carries the answer and
   *     is passed on
   */
  record AwaitingAck(LegId from, boolean offered) implements Exchange {}

  /** re-INVITE sent to the caller to move it to the winner's media; awaiting its answer. */
  record Joining(SessionDescription offer) implements Exchange {}

  /**
   * The caller moved and changed its own media; re-INVITE sent to the winner; awaiting its answer.
   */
  record Following(SessionDescription offer) implements Exchange {}

  /** A re-INVITE of ours was refused by glare; awaiting the moment to send it again. */
  record TryingAgain(Exchange refused) implements Exchange {}
}
