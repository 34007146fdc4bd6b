package org.ringspan.call;

/**
 * Why a party is cleared, for the Reason header (RFC 3326).
 *
 * @param cause a SIP status code, 100 to 699
 * @param text a fixed text of ours, without quotes or backslashes
 */
public record Reason(int cause, String text) {
  /**
   * Makes a phone not count the call as missed: somebody else took it (RFC 3326 section 2, "Call
   * completed elsewhere").
   */
  public static final Reason COMPLETED_ELSEWHERE = new Reason(200, "Call completed elsewhere");

  /** The call goes on at another telephone of its user. */
  public static final Reason MOVED = new Reason(200, "Moved to another telephone");

  /** The call waits at a park number. */
  public static final Reason PARKED = new Reason(200, "Parked");

  /** Nobody has taken the call in time. */
  public static final Reason NO_ANSWER = new Reason(480, "No answer");

  /** What a party has sent can't be used. */
  public static final Reason BROKEN = new Reason(500, "Call failed");

  /** A mailbox has answered, or somebody who didn't press a key. */
  public static final Reason NOT_CONFIRMED = new Reason(480, "No key was pressed");

  static final Reason ANSWERED_TOO_SOON = new Reason(480, "Answered too soon");
  static final Reason ANSWERED_TOO_LATE = new Reason(480, "Answer too late");
  static final Reason ROUTE_SILENT = new Reason(408, "Another route is taken");
  static final Reason DECLINED = new Reason(603, "Declined");
  static final Reason CALLER_GAVE_UP = new Reason(487, "Caller gave up");

  /** Somebody has hung up. */
  public static final Reason HUNG_UP = new Reason(200, "Hung up");

  static final Reason NOT_ACKNOWLEDGED = new Reason(408, "No ACK");
  static final Reason SESSION_EXPIRED = new Reason(408, "Session expired");

  public Reason {
    if (cause < 100 || cause > 699 || text.contains("\"") || text.contains("\\")) {
      throw new IllegalArgumentException("not a reason");
    }
  }

  /** The header's value, for example {@code SIP;cause=200;text="Call completed elsewhere"}. */
  public String headerValue() {
    return "SIP;cause=" + cause + ";text=\"" + text + "\"";
  }
}
