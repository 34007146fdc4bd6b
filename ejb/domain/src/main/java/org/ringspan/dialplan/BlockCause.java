package org.ringspan.dialplan;

/**
 * Why a call is refused by the plan, with the SIP status that says so (the mapping of Q.850 causes
 * in RFC 3398 section 7.2.4.1).
 */
public enum BlockCause {
  UNALLOCATED_NUMBER(404, true),
  CALL_REJECTED(403, true),
  NUMBER_CHANGED(410, true),
  INVALID_NUMBER_FORMAT(484, true),
  /** More than ten translations followed each other: RFC 3261 section 21.4.20. */
  LOOP(482, false),
  /** A pattern discarded the whole number, or made one that can't be dialled. */
  NOTHING_LEFT_TO_DIAL(404, false);

  private final int status;
  private final boolean configurable;

  BlockCause(int status, boolean configurable) {
    this.status = status;
    this.configurable = configurable;
  }

  public int status() {
    return status;
  }

  /** Whether an administrator may give it to a pattern; the others are the plan's own. */
  public boolean isConfigurable() {
    return configurable;
  }
}
