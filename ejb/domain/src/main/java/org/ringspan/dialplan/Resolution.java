package org.ringspan.dialplan;

import java.util.List;
import org.ringspan.address.DirectoryNumber;

/**
 * What a dialled number means. Where a call goes on, {@code calling} says what becomes of the
 * calling number, in the order in which the changes are to be made.
 */
public sealed interface Resolution {
  /** A line of ours. */
  record Line(DirectoryNumber number, List<CallingChange> calling) implements Resolution {}

  /** A hunt group of ours, by its pilot number. */
  record HuntGroup(DirectoryNumber number, List<CallingChange> calling) implements Resolution {}

  /**
   * A number at which calls are parked.
   *
   * @param retrieves whether it was dialled to have the call that is parked there
   */
  record Park(DirectoryNumber number, boolean retrieves, List<CallingChange> calling)
      implements Resolution {}

  /** The voicemail pilot. */
  record Voicemail(DirectoryNumber pilot, List<CallingChange> calling) implements Resolution {}

  /**
   * A route list or trunk.
   *
   * @param called the number it gets, 1 to 48 symbols
   * @param offNet whether the call leaves the enterprise
   */
  record Route(
      RouteTarget.Way way,
      String called,
      List<CallingChange> calling,
      CallClass callClass,
      boolean offNet)
      implements Resolution {}

  /** Nobody may dial it from here. */
  record Blocked(BlockCause cause) implements Resolution {}

  /** It means nothing here, and nothing that begins with it does (SIP 404). */
  record NoMatch() implements Resolution {}

  /** It means nothing yet; a longer number that begins with it does (SIP 484). */
  record Incomplete() implements Resolution {}

  /** The caller's number after the changes of this resolution; as it was where no call goes on. */
  default CallingNumber calling(CallingNumber caller) {
    CallingNumber changed = caller;
    for (CallingChange change : callingChanges()) {
      changed = change.of(changed);
    }
    return changed;
  }

  /** The changes of the calling number in their order. */
  default List<CallingChange> callingChanges() {
    return switch (this) {
      case Line line -> line.calling();
      case HuntGroup group -> group.calling();
      case Park park -> park.calling();
      case Voicemail voicemail -> voicemail.calling();
      case Route route -> route.calling();
      case Blocked blocked -> List.of();
      case NoMatch none -> List.of();
      case Incomplete incomplete -> List.of();
    };
  }
}
