package org.ringspan.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ringspan.media.digit.CollectionOutcome;
import org.ringspan.media.digit.Digit;

/** What happens in a call. */
public sealed interface MediaEvent {

  /**
   * A key was pressed and released.
   *
   * @param duration how long it was down, by its telephone events or tones
   */
  record DigitReceived(EndpointId endpoint, Digit digit, Duration duration) implements MediaEvent {}

  /**
   * A collection of digits has ended.
   *
   * @param digits those collected, without the terminator; may be empty
   */
  record DigitsCollected(EndpointId endpoint, String digits, CollectionOutcome outcome)
      implements MediaEvent {}

  /** A prompt has ended. */
  record PlaybackFinished(EndpointId endpoint, PlaybackId playback, PlaybackEnd end)
      implements MediaEvent {}

  /** How a prompt ended. */
  enum PlaybackEnd {
    /** It was played to its end. */
    PLAYED,
    /** A digit has stopped it. */
    BARGED_IN,
    /** Call control has stopped it, or has released the endpoint. */
    STOPPED,
    /** Another prompt was played instead. */
    REPLACED
  }

  /**
   * Nothing has come from an endpoint that was to send.
   *
   * @param silence for how long, at least the time-out of the settings
   */
  record MediaSilent(EndpointId endpoint, Duration silence) implements MediaEvent {}

  /** Media comes again after {@link MediaSilent}. */
  record MediaResumed(EndpointId endpoint) implements MediaEvent {}

  /** The other side has said by RTCP that it leaves (RFC 3550 section 6.6). */
  record RemoteLeft(EndpointId endpoint) implements MediaEvent {}

  /**
   * A recording has ended and its file is complete.
   *
   * @param length how much it has
   * @param failure why it ended early; empty when it was stopped or has its full length
   */
  record RecordingFinished(Path file, Duration length, Optional<String> failure)
      implements MediaEvent {}

  /**
   * Nothing passes between an endpoint and its remote side any more, since a program on the way has
   * failed. The endpoint is there still: {@link MediaEndpoint#reopen} may find another way.
   */
  record WayLost(EndpointId endpoint, String reason) implements MediaEvent {}

  /**
   * The engine was closed or has failed: the call has no media any more, everything is released.
   */
  record CallLost(String reason) implements MediaEvent {}
}
