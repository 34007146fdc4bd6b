package org.ringspan.voicemail.adapter;

/** Mailboxes as {@code org.ringspan:type=Voicemail}, for who is on the server's machine. */
public interface VoicemailMXBean {
  /**
   * Puts a recorded message into a mailbox, for instance one of another system. Telephones and
   * pages show it like any other.
   *
   * @param user whose mailbox
   * @param number of who has left it; "" for none
   * @param name of who has left it; may be empty
   * @param file absolute path of a WAV file: 8 kHz, one channel, 16 bits, A-law or μ-law
   * @return the number of the message
   * @throws IllegalArgumentException when there is no such user or file, it is of another kind, or
   *     the mailbox doesn't take it; the message says which
   */
  long importMessage(String user, String number, String name, String file);

  /** Messages that were kept since the server started. */
  long getKept();

  /** Messages that mailboxes didn't take since then: too short, too long, or the mailbox full. */
  long getRefused();
}
