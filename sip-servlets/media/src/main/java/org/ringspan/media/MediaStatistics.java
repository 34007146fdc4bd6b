package org.ringspan.media;

import java.util.Map;

/**
 * What an engine has done so far.
 *
 * @param calls calls that aren't released
 * @param portsInUse pairs of ports taken
 * @param packetsReceived RTP and RTCP packets
 * @param packetsSent RTP and RTCP packets
 * @param dropped what went no further, by reason; reasons that never occurred are absent
 * @param lateTicks times that the beat of 20 ms was missed by more than a beat
 * @param relays other programs that media pass on their way to the engine and that answer; none
 *     where it is reached directly
 */
public record MediaStatistics(
    int calls,
    int portsInUse,
    long packetsReceived,
    long packetsSent,
    Map<DropReason, Long> dropped,
    long lateTicks,
    int relays) {}
