package org.ringspan.call.park;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEvent;
import org.ringspan.call.LegId;
import org.ringspan.call.join.JoinEvent.LinkRefused;
import org.ringspan.call.move.MoveEvent.MoveImpossible;
import org.ringspan.call.park.ParkEvent.ParkAnswered;
import org.ringspan.reach.AccessPerson;

/** What only calls do that are parked, or park or retrieve another. */
public sealed interface ParkEffect extends CallEffect.FeatureEffect {
  /**
   * Looks for the call that the caller of this one has on hold, and has it parked at a number;
   * {@link ParkAnswered} comes.
   *
   * @param person who the caller has proved to be
   */
  record AskPark(DirectoryNumber number, AccessPerson person) implements ParkEffect {}

  /**
   * Asks the call that is parked at a number to be joined with this one; {@link
   * org.ringspan.call.join.JoinEvent.LinkAnswered} or {@link LinkRefused} comes.
   */
  record AskParked(DirectoryNumber number) implements ParkEffect {}

  /**
   * The call is parked: tells who has asked for it, and holds nothing any more for who has left.
   *
   * @param staying who waits
   * @param left who has parked it
   */
  record ConfirmPark(LegId staying, LegId left, ParkPlace place) implements ParkEffect {}

  /** The call can't be parked: frees the number, and tells who has asked for it. */
  record RefusePark(DirectoryNumber number) implements ParkEffect {}

  /** The call is parked no more. */
  record FreeNumber(DirectoryNumber number) implements ParkEffect {}

  /**
   * Asks the rules which telephones ring since the call was parked for long; {@link
   * org.ringspan.call.move.MoveEvent.MoveRequested} or {@link MoveImpossible} comes.
   *
   * @param left who has parked it
   */
  record Recall(LegId left, ParkPlace place) implements ParkEffect {}

  @Override
  default Optional<CallEvent> failure() {
    return switch (this) {
      case AskPark ask -> Optional.of(new ParkAnswered(ParkAnswered.Result.NOT_NOW));
      case AskParked ask ->
          Optional.of(new LinkRefused(Optional.empty(), LinkRefused.Why.NO_MEDIA));
      case Recall(var left, var place) ->
          Optional.of(new MoveImpossible(left, List.of("the rules could not be asked")));
      case ConfirmPark confirm -> Optional.empty();
      case RefusePark refuse -> Optional.empty();
      case FreeNumber free -> Optional.empty();
    };
  }
}
