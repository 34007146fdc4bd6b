package org.ringspan.reach;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.DirectoryNumber;

/** What becomes of a call that arrives. */
public sealed interface RoutingDecision {
  /** It is placed by this plan. */
  record Place(ReachPlan plan) implements RoutingDecision {}

  /**
   * The server answers it itself: it is for an access number.
   *
   * @param plan for the record: it rings nobody
   * @param terms what the number offers
   * @param caller who calls, as far as the number says
   */
  record Access(ReachPlan plan, AccessTerms terms, Optional<AccessPerson> caller)
      implements RoutingDecision {}

  /**
   * It is to have the call that is parked at a number.
   *
   * @param plan rings nobody; what the caller may do then, and what that claims
   */
  record Retrieve(DirectoryNumber number, ReachPlan plan) implements RoutingDecision {}

  /** By feature access: the call on hold is to be parked at a number. */
  record ParkAt(DirectoryNumber number) implements RoutingDecision {}

  /**
   * It is refused.
   *
   * @param status the SIP status that says so
   * @param detail what the reason is about; empty when the reason says it all
   * @param considered the legs that were thought of, none of which rings
   */
  record Refuse(Why why, int status, String detail, List<LegPlan> considered)
      implements RoutingDecision {
    public Refuse {
      considered = List.copyOf(considered);
    }

    public Refuse(Why why) {
      this(why, why.status(), "", List.of());
    }
  }

  /** Why a call is refused, with the SIP status that says so (RFC 3261 section 21). */
  enum Why {
    NO_SUCH_NUMBER(404),
    /** More digits are needed. */
    INCOMPLETE(484),
    /** A trunk reaches our lines only, unless its search space says otherwise. */
    NOT_A_NUMBER_OF_OURS(404),
    /** The dial plan blocks the number; the status is its cause's. */
    BLOCKED_BY_DIAL_PLAN(403),
    /** The number must not be called by voice access or feature access. */
    BLOCKED_FOR_ACCESS(403),
    /** A park number was dialled without a call that could be parked there. */
    NOTHING_TO_PARK(403),
    NO_TRUNK(503),
    /**
     * All channels of the trunk that it comes by are taken. Nobody is busy whom it calls: whoever
     * sends it should try another way, as for ISUP's "no circuit/channel available" (RFC 3398
     * section 7.2.4.1). Without Retry-After other calls are not kept from us.
     */
    NO_FREE_CHANNEL(503),
    /** The one phone that is called isn't registered now (RFC 5627 section 5.4). */
    PHONE_NOT_REGISTERED(480),
    /** The line or its user takes no further call, and there is no mailbox. */
    BUSY(486),
    /** Nobody of the hunt group can be rung, and nothing comes then. */
    NOBODY_IN_GROUP(480),
    /** All calls of the line are forwarded, and there is no way to where they should go. */
    FORWARD_FAILED(480);

    private final int status;

    Why(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }
  }
}
