package org.ringspan.configuration;

import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;

/**
 * Where unanswered calls go.
 *
 * @param pilot the number dialled inside to reach it
 * @param outside where another system keeps the mailboxes; none: we do
 */
public record Voicemail(DirectoryNumber pilot, Optional<Outside> outside) {
  /**
   * Another system.
   *
   * @param routedAs the number sent to the trunk for it
   * @param trunk the trunk behind which it is
   */
  public record Outside(E164Number routedAs, TrunkName trunk) {}

  /** Mailboxes of another system. */
  public Voicemail(DirectoryNumber pilot, E164Number routedAs, TrunkName trunk) {
    this(pilot, Optional.of(new Outside(routedAs, trunk)));
  }

  /** Mailboxes of ours, heard by dialling this number. */
  public static Voicemail ours(DirectoryNumber pilot) {
    return new Voicemail(pilot, Optional.empty());
  }
}
