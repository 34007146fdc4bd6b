package org.ringspan.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.ringspan.media.audio.Audio;
import org.ringspan.media.digit.Digit;
import org.ringspan.media.digit.DigitRequest;

/**
 * One party's end of a call. What it hears is, in this order: a digit being sent to it, a prompt,
 * the music while it is on hold, whom it is connected to, silence. Methods throw a {@link
 * MediaException} with RELEASED after {@link #release()} of it or its call, and with OVERLOADED
 * when more is asked than the engine keeps up with.
 */
public interface MediaEndpoint {

  /** Its name. */
  EndpointId id();

  /** Where it receives RTP: an even port, unless RTCP comes to the same (RFC 5761). */
  InetSocketAddress rtpAddress();

  /** Where it receives RTCP: the port above, or the same. */
  InetSocketAddress rtcpAddress();

  /**
   * What the remote side is to be told about the encryption. Its keys stay the same as long as the
   * addresses do.
   */
  MediaSecurity security();

  /**
   * Opens another way to the remote side, after {@link MediaEvent.WayLost}: addresses and keys are
   * others afterwards, and nothing flows until it is negotiated anew. Whom the endpoint hears stays
   * as it was. May wait as {@link MediaCall#add} may.
   *
   * @throws MediaException NO_PORT or UNREACHABLE; the endpoint stays without a way then
   */
  void reopen();

  /**
   * Says what was negotiated, first or anew. Nothing is sent or heard before. A signalled address
   * that is the same keeps the source that was found.
   */
  void negotiated(RemoteMedia remote);

  /**
   * Plays a prompt once, to this endpoint only; it is heard all the while. Ends in {@link
   * MediaEvent.PlaybackFinished}.
   */
  PlaybackId play(Audio prompt);

  /** Stops the prompt, if one is played. */
  void stopPlaying();

  /** Puts this endpoint on hold: it hears the music, again and again, and isn't heard. */
  void hold(Audio music);

  /** Ends the hold, if there is one. */
  void resume();

  /**
   * Collects digits; ends in {@link MediaEvent.DigitsCollected}. As telephone events they don't
   * pass to whom the endpoint is connected to; as tones they do. A collection under way is
   * cancelled.
   */
  void collect(DigitRequest request);

  /**
   * Says whether telephone events pass to whom the endpoint is connected to, as they do at first;
   * if not, call control is told of them all the same, and sends on those that shall pass. Tones
   * are speech and pass always.
   */
  void passDigits(boolean pass);

  /** Cancels the collection, if there is one. */
  void stopCollecting();

  /**
   * Sends a digit, as telephone event if those were negotiated, else as tone. At most 32 wait; what
   * comes beyond is dropped and counted.
   *
   * @param duration 40 ms to 8 s
   * @throws IllegalArgumentException for another duration
   */
  void send(Digit digit, Duration duration);

  /** What is known of its media, about a second old. */
  EndpointStatistics statistics();

  /** Takes it out of the call and frees its ports. Idempotent, never refused. */
  void release();
}
