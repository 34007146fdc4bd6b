package org.ringspan.reach;

/** What becomes of a call that arrives. */
public sealed interface RoutingDecision {
  /** It is placed by this plan. */
  record Place(ReachPlan plan) implements RoutingDecision {}

  /** It is refused. */
  record Refuse(Why why) implements RoutingDecision {}

  /** Why a call is refused, with the SIP status that says so (RFC 3261 section 21). */
  enum Why {
    NO_SUCH_NUMBER(404),
    /** A trunk may reach our lines only: a call from outside never leaves again as dialled. */
    NOT_A_NUMBER_OF_OURS(404),
    NO_TRUNK(503),
    /** The one phone that is called isn't registered now (RFC 5627 section 5.4). */
    PHONE_NOT_REGISTERED(480);

    private final int status;

    Why(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }
  }
}
