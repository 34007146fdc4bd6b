package org.ringspan.call;

import org.ringspan.reach.LegTarget;

/**
 * Which failures of a trunk send a leg on to its next route, or of a flow to the next flow of the
 * same phone, and which are the callee's answer.
 */
final class NextRoute {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int FLOW_FAILED = 430;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final int PRECONDITION_FAILURE = 580;

  private NextRoute() {}

  /** Whether a leg that was refused goes on to the next way to {@code target}. */
  static boolean isTriedAfter(int status, boolean hasRung, LegTarget target) {
    return target instanceof LegTarget.RegisteredDevice
        ? isFlowFailure(status, hasRung)
        : isTriedAfter(status, hasRung);
  }

  // rfc5626#section-7: "If the proxy receives a final response from a branch other than a 408
  // (Request Timeout) or a 430 (Flow Failed) response, the proxy MUST NOT forward the same request
  // to another target representing the same AOR and instance-id."
  private static boolean isFlowFailure(int status, boolean hasRung) {
    return status == FLOW_FAILED || status == REQUEST_TIMEOUT && !hasRung;
  }

  /**
   * Whether a leg that was refused goes on to its next route:
   *
   * <ol>
   *   <li>503 says that this server can't, whatever it said before;
   *   <li>a leg that has rung has reached its telephone: any other failure is final;
   *   <li>408, the gateway's own or our transaction's timeout, says that nothing answered there;
   *   <li>a 5xx but 580 is the server's failure; 580 speaks of the offer (RFC 3312 section 8),
   *       which no other server would like better;
   *   <li>what is left, 3xx, 4xx and 6xx, speaks of the one who is called.
   * </ol>
   *
   * @param status 300 to 699
   */
  static boolean isTriedAfter(int status, boolean hasRung) {
    // rfc3261#section-21.5.4: "The server is temporarily unable to process the request due to a
    // temporary overloading or maintenance of the server. [...] A client (proxy or UAC) receiving a
    // 503 (Service Unavailable) SHOULD attempt to forward the request to an alternate server."
    if (status == SERVICE_UNAVAILABLE) {
      return true;
    }
    if (hasRung) {
      return false;
    }
    // rfc3261#section-21.5: "5xx responses are failure responses given when a server itself has
    // erred."
    return status == REQUEST_TIMEOUT
        || status >= 500 && status < 600 && status != PRECONDITION_FAILURE;
  }
}
