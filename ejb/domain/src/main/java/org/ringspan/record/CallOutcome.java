package org.ringspan.record;

/** How a call ended. */
public enum CallOutcome {
  /** Somebody answered. */
  ANSWERED,
  /** The mailbox answered, or another place that it was forwarded to. */
  FORWARDED,
  /** The caller gave up before anybody answered. */
  CANCELLED,
  /** Nobody answered and it was forwarded nowhere. */
  NOT_ANSWERED,
  /** Everybody was busy or declined, and it was forwarded nowhere. */
  DECLINED,
  /** It could not be placed or broke down. */
  FAILED,
  /** The server stopped while it lived. */
  INTERRUPTED
}
