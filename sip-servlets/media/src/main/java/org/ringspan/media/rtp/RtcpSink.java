package org.ringspan.media.rtp;

/** Takes what a compound RTCP packet says, in its order. */
public interface RtcpSink {

  /**
   * The sender information of a sender report (RFC 3550 section 6.4.1).
   *
   * @param middleNtp the middle 32 bits of its NTP timestamp, to be sent back as "last SR"
   */
  void senderReport(int ssrc, int middleNtp);

  /**
   * A reception report block (RFC 3550 section 6.4.1).
   *
   * @param about the source it is about
   * @param fractionLost share lost in the last interval, 0 to 255 of 256
   * @param lost packets lost since the beginning, 24 bits with sign
   * @param jitter ticks of the stream's clock
   * @param lastReport middle 32 bits of the NTP timestamp of the last sender report, or 0
   * @param delay since that one was received, 1/65536 s
   */
  void reception(int about, int fractionLost, int lost, int jitter, int lastReport, int delay);

  /** A source leaves (RFC 3550 section 6.6). */
  void bye(int ssrc);
}
