package org.ringspan.media.audio;

import java.util.Optional;

/**
 * What the engine understands, by the static payload types of RFC 3551 section 6. All have a packet
 * of 160 octets every 20 ms, and one octet for each tick of the clock.
 */
public enum Codec {
  /** G.711, µ-law. */
  PCMU(0, Optional.of(Law.PCMU)),
  /** G.711, A-law. */
  PCMA(8, Optional.of(Law.PCMA)),
  /**
   * G.722 at 64 kbit/s: 16,000 samples a second, of which the engine itself hears and makes the
   * lower half of the band.
   */
  // rfc3551#section-4.5.2: "Even though the actual sampling rate for G.722 audio is 16,000 Hz, the
  // RTP clock rate for the G722 payload format is 8,000 Hz because that value was erroneously
  // assigned in RFC 1890".
  G722(9, Optional.empty());

  /** Sampling rate inside the engine and RTP clock rate of every codec, Hz. */
  public static final int SAMPLES_PER_SECOND = 8000;

  /** Samples in the 20 ms that every packet made here has. */
  public static final int FRAME_SAMPLES = 160;

  private final int payloadType;
  private final Optional<Law> law;

  Codec(int payloadType, Optional<Law> law) {
    this.payloadType = payloadType;
    this.law = law;
  }

  /** The static payload type. */
  public int payloadType() {
    return payloadType;
  }

  /** The law of G.711 that it is, if it is one. */
  public Optional<Law> law() {
    return law;
  }

  /** A decoder for one source. */
  public SoundDecoder decoder() {
    return law.isPresent() ? law.get() : new G722Decoder();
  }

  /** An encoder for one receiver. */
  public SoundEncoder encoder() {
    return law.isPresent() ? law.get() : new G722Encoder();
  }

  /** Whether a payload type is one of these. */
  public static boolean isAudio(int payloadType) {
    return payloadType == 0 || payloadType == 8 || payloadType == 9;
  }

  /**
   * The codec of a payload type.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  public static Codec of(int payloadType) {
    return switch (payloadType) {
      case 0 -> PCMU;
      case 8 -> PCMA;
      case 9 -> G722;
      default -> throw new IllegalArgumentException("no codec has payload type " + payloadType);
    };
  }
}
