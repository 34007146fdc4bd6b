package org.ringspan.voice;

/**
 * The name of a recording. The shell keeps them; a name alone is no path.
 *
 * @param value 1 to 64 of {@code a-z}, {@code 0-9} and {@code -}
 */
public record RecordingId(String value) {
  /**
   * @throws IllegalArgumentException for anything else
   */
  public RecordingId {
    if (!value.matches("[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("not the name of a recording");
    }
  }
}
