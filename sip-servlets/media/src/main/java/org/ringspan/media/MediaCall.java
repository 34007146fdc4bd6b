package org.ringspan.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.ringspan.media.audio.SampleSink;

/**
 * The media of one call, or of one conference. Methods throw a {@link MediaException} with RELEASED
 * after {@link #release()}, with OVERLOADED when more is asked than the engine keeps up with, and
 * with WRONG_ENDPOINT for endpoints of another call.
 */
public interface MediaCall {

  /**
   * Adds an endpoint with ports of its own. It hears nothing and is heard by nobody yet.
   *
   * @throws MediaException NO_PORT; UNREACHABLE; WRONG_ENDPOINT when the name is taken
   */
  default MediaEndpoint add(EndpointId id) {
    return add(id, Encryption.NONE);
  }

  /**
   * The same, with media that are encrypted on the way to the remote side.
   *
   * @throws MediaException as above; NO_ENCRYPTION when the engine can't encrypt
   */
  MediaEndpoint add(EndpointId id, Encryption encryption);

  /**
   * Lets two endpoints hear each other, packet by packet, and takes them out of any other
   * connection or the conference. Telephone events pass; where one side has none they become tones.
   */
  void connect(MediaEndpoint one, MediaEndpoint other);

  /**
   * Lets any number of endpoints hear each other, each without itself. Who was in the conference
   * and isn't named is taken out.
   */
  void confer(Collection<? extends MediaEndpoint> parties);

  /** Lets an endpoint hear nobody and be heard by nobody. */
  void separate(MediaEndpoint endpoint);

  /**
   * Records what all endpoints say, mixed, to a WAV file until {@link #stopRecording()}, the end of
   * the call or the limit, whichever is first; then {@link MediaEvent.RecordingFinished}. The file
   * can be read at any time. A recording under way is ended.
   *
   * @param file must not exist
   * @param limit longest recording, 1 s to 24 h
   * @throws MediaException NO_FILE
   */
  void record(Path file, Duration limit);

  /**
   * Records in the same way to a place of the asker's, until that takes no more. Its closing tells
   * that the recording has ended; no event does.
   */
  void record(SampleSink sink);

  /** Ends the recording, if there is one. */
  void stopRecording();

  /** Ends the call: says BYE to all remote sides and frees the ports. Idempotent, never refused. */
  void release();
}
