package org.ringspan.media;

import java.net.InetSocketAddress;
import java.util.OptionalInt;
import org.ringspan.media.audio.Codec;

/**
 * What was negotiated with the other side of an endpoint.
 *
 * @param rtp where it wants RTP, resolved
 * @param rtcp where it wants RTCP: the port above unless it says otherwise (RFC 3605), resolved
 * @param codec what is sent to it; every {@link Codec} is understood from it whichever this is
 * @param telephoneEvent payload type of telephone events both ways, 96 to 127 (RFC 4733); empty
 *     when it has none: digits are tones then
 * @param direction what flows
 * @param symmetric whether media may come from another address than {@code rtp}, as it does from
 *     behind a NAT; if so it is sent there as well
 * @param security how it is encrypted
 */
public record RemoteMedia(
    InetSocketAddress rtp,
    InetSocketAddress rtcp,
    Codec codec,
    OptionalInt telephoneEvent,
    Direction direction,
    boolean symmetric,
    MediaSecurity security) {

  /** What was negotiated without encryption. */
  public RemoteMedia(
      InetSocketAddress rtp,
      InetSocketAddress rtcp,
      Codec codec,
      OptionalInt telephoneEvent,
      Direction direction,
      boolean symmetric) {
    this(rtp, rtcp, codec, telephoneEvent, direction, symmetric, MediaSecurity.NONE);
  }

  /**
   * What was negotiated.
   *
   * @throws IllegalArgumentException for an unresolved address, port 0 or a payload type out of
   *     range
   */
  public RemoteMedia {
    requireUsable(rtp);
    requireUsable(rtcp);
    int type = telephoneEvent.orElse(96);
    if (type < 96 || type > 127) {
      throw new IllegalArgumentException("payload type of telephone events: " + type);
    }
  }

  private static void requireUsable(InetSocketAddress address) {
    if (address.isUnresolved() || address.getPort() == 0) {
      throw new IllegalArgumentException("no address to send to: " + address);
    }
  }

  /** Media both ways, RTCP one port above, from behind a NAT if need be. */
  public static RemoteMedia of(InetSocketAddress rtp, Codec codec, OptionalInt telephoneEvent) {
    InetSocketAddress rtcp = new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
    return new RemoteMedia(rtp, rtcp, codec, telephoneEvent, Direction.SEND_RECEIVE, true);
  }

  /** The same with another direction. */
  public RemoteMedia with(Direction other) {
    return new RemoteMedia(rtp, rtcp, codec, telephoneEvent, other, symmetric, security);
  }

  /** The same, encrypted. */
  public RemoteMedia secured(MediaSecurity by) {
    return new RemoteMedia(rtp, rtcp, codec, telephoneEvent, direction, symmetric, by);
  }
}
