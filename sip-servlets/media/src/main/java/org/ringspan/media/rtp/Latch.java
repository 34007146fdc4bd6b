package org.ringspan.media.rtp;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who an endpoint's media comes from and goes to. A phone behind a NAT sends from another address
 * than it has signalled, so the first source that shows to be one is taken ("symmetric RTP", RFC
 * 4961; "latching", RFC 7362). Anybody may send to a port, so once a source is taken the latch is
 * locked: no other is heard until call control signals another address. The signalled address
 * itself needs no proof and comes before a source that merely was first. Not thread safe.
 */
public final class Latch {

  // rfc3550#appendix-A.1: MIN_SEQUENTIAL, the packets in sequence that make a source valid.
  private static final int PROBATION = 2;

  private InetSocketAddress signalled;
  private boolean strict;
  private @Nullable InetSocketAddress locked;
  private @Nullable InetSocketAddress candidate;
  private int candidateSsrc;
  private int expected;
  private int inSequence;

  /**
   * A latch that waits.
   *
   * @param strict whether only the signalled address may send
   */
  public Latch(InetSocketAddress signalled, boolean strict) {
    this.signalled = signalled;
    this.strict = strict;
  }

  /** Takes what call control has signalled; an address that is the same changes nothing. */
  public void signal(InetSocketAddress address, boolean onlyThat) {
    if (!address.equals(signalled) || onlyThat != strict) {
      signalled = address;
      strict = onlyThat;
      locked = null;
      candidate = null;
    }
  }

  /** Whether a packet is heard; may lock the latch. */
  public boolean admits(InetSocketAddress source, int ssrc, int sequence) {
    InetSocketAddress heard = locked;
    if (heard != null && heard.equals(source)) {
      return true;
    }
    if (source.equals(signalled)) {
      locked = source;
      return true;
    }
    if (heard != null || strict) {
      return false;
    }
    boolean follows =
        source.equals(candidate) && ssrc == candidateSsrc && sequence == (expected & 0xFFFF);
    candidate = source;
    candidateSsrc = ssrc;
    expected = sequence + 1;
    inSequence = follows ? inSequence + 1 : 1;
    if (inSequence < PROBATION) {
      return false;
    }
    locked = source;
    return true;
  }

  /** Where media is to be sent: whoever is heard, else the signalled address. */
  public InetSocketAddress target() {
    InetSocketAddress heard = locked;
    return heard == null ? signalled : heard;
  }
}
