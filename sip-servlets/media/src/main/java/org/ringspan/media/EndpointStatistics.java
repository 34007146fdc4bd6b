package org.ringspan.media;

import java.time.Duration;
import java.util.Optional;

/**
 * What is known of an endpoint's media.
 *
 * @param packetsReceived RTP packets of the present source
 * @param packetsLost of them lost on the way here, negative when some came twice
 * @param jitter mean deviation of their transit time (RFC 3550 section A.8)
 * @param packetsSent RTP packets
 * @param remoteLost packets that the other side has reported as lost
 * @param roundTrip by the other side's last report, if there was one
 */
public record EndpointStatistics(
    long packetsReceived,
    long packetsLost,
    Duration jitter,
    long packetsSent,
    int remoteLost,
    Optional<Duration> roundTrip) {

  /** Nothing yet. */
  public static final EndpointStatistics NONE =
      new EndpointStatistics(0, 0, Duration.ZERO, 0, 0, Optional.empty());
}
