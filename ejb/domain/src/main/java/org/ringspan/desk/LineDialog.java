package org.ringspan.desk;

import java.util.Optional;
import org.ringspan.reach.CallerIdentity;

/**
 * One call of a line as its telephones are shown it (RFC 4235 section 4.1).
 *
 * @param id names it within the line's documents, a token
 * @param handle by what it may be replaced; nothing when it may not
 * @param calling whether the line's user has called
 * @param progress how far it is
 * @param line the number of the line
 * @param remote whom the user calls or is called by, as the telephone may know it: who withholds
 *     its identity is shown as anonymous, whatever else stands here
 */
public record LineDialog(
    String id,
    Optional<DialogHandle> handle,
    boolean calling,
    Progress progress,
    String line,
    CallerIdentity remote) {
  /** How far a call is. */
  public enum Progress {
    /** It rings. */
    EARLY,
    /** The user talks, wherever that is. */
    TALKING,
    /** It waits: the user has put the other on hold, or has hung up at the mobile. */
    WAITING
  }
}
