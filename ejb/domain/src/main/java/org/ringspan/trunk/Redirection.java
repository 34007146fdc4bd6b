package org.ringspan.trunk;

/** How a trunk wants to be told that a call has been redirected to it. */
public enum Redirection {
  NONE,
  /** By Diversion (RFC 5806). */
  DIVERSION,
  /** By History-Info (RFC 7044). */
  HISTORY_INFO,
  BOTH;

  public boolean diversion() {
    return this == DIVERSION || this == BOTH;
  }

  public boolean historyInfo() {
    return this == HISTORY_INFO || this == BOTH;
  }
}
