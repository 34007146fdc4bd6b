package org.ringspan.dialplan;

/** What kind of call a route carries: what classes of service and toll-fraud rules ask for. */
public enum CallClass {
  INTERNAL,
  LOCAL,
  NATIONAL,
  INTERNATIONAL,
  /** Numbers that cost more than a call. */
  PREMIUM,
  /** Found from everywhere, before anything else. */
  EMERGENCY
}
