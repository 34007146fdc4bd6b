package org.ringspan.dialplan;

/** Whether the called side may see the calling number (RFC 3323). */
public enum Presentation {
  /** As it was. */
  DEFAULT,
  ALLOWED,
  RESTRICTED
}
