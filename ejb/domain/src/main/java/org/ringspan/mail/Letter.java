package org.ringspan.mail;

import java.util.Optional;
import org.ringspan.address.MailAddress;

/**
 * A letter as it is sent.
 *
 * @param to who gets it
 * @param subject one line without control characters
 * @param plain the text
 * @param html the same as a page
 * @param recording what is attached
 */
public record Letter(
    MailAddress to, String subject, String plain, String html, Optional<Recording> recording) {
  /**
   * A recording as a WAV file.
   *
   * @param name of the file: letters, digits, hyphens and a dot
   */
  public record Recording(String name, byte[] wav) {
    /** The sound is nobody else's business. */
    @Override
    public String toString() {
      return "Recording[" + name + "]";
    }
  }
}
