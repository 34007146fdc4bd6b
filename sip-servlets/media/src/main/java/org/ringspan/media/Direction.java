package org.ringspan.media;

/** What was negotiated for an endpoint, as the engine sees it (RFC 3264 section 5.1). */
public enum Direction {
  /** Media flows both ways. */
  SEND_RECEIVE,
  /** The engine only sends: the remote side has put the call on hold with music of its own, say. */
  SEND_ONLY,
  /** The engine only receives. */
  RECEIVE_ONLY,
  /** No media flows. */
  INACTIVE;

  /** Whether the engine sends. */
  public boolean sends() {
    return this == SEND_RECEIVE || this == SEND_ONLY;
  }

  /** Whether the engine hears. */
  public boolean receives() {
    return this == SEND_RECEIVE || this == RECEIVE_ONLY;
  }
}
