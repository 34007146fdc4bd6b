package org.ringspan.mail.boundary;

import java.time.Instant;
import java.util.Optional;
import org.ringspan.mail.MailSettings;

/**
 * How outgoing mail is.
 *
 * @param settings empty: it is switched off
 * @param waiting letters to be sent
 * @param givenUp letters that are tried no more
 * @param oldest since when the oldest of those that wait does
 * @param sent how many this server has sent since its start
 * @param failed how many of its attempts have failed since its start
 * @param lastSent when this server has sent one last
 * @param lastFault why it couldn't, last
 */
public record MailStatus(
    Optional<MailSettings> settings,
    int waiting,
    int givenUp,
    Optional<Instant> oldest,
    long sent,
    long failed,
    Optional<Instant> lastSent,
    Optional<Fault> lastFault) {
  /** What went wrong. */
  public record Fault(Instant at, String text) {}
}
