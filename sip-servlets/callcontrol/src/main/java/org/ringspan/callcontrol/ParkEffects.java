package org.ringspan.callcontrol;

import java.util.Optional;
import org.ringspan.call.LegId;
import org.ringspan.call.join.JoinEvent.LinkRefused;
import org.ringspan.call.park.ParkEffect;
import org.ringspan.call.park.ParkEvent.ParkAnswered;
import org.ringspan.call.park.Parked;
import org.ringspan.reach.Anchoring;

/** Carries out what a call decides of parking: its own place, and those of others. */
final class ParkEffects {
  private final LiveCall call;
  private final CallEnvironment environment;
  private final CallMedia media;

  ParkEffects(LiveCall call, CallEnvironment environment, CallMedia media) {
    this.call = call;
    this.environment = environment;
    this.media = media;
  }

  void execute(ParkEffect effect) {
    ParkPlaces places = environment.parks();
    switch (effect) {
      case ParkEffect.AskPark(var number, var person) -> {
        // By who it is, not by what the call is anchored for: at the user's limit it isn't.
        Optional<Links.Waiting> held =
            call.links()
                .onHold(
                    environment.calls().all(),
                    new Anchoring.Anchored(person.user(), person.destination()));
        if (held.isEmpty()) {
          call.post(new ParkAnswered(ParkAnswered.Result.NOTHING_HELD));
        } else {
          places.park(
              held.get().call(),
              held.get().user(),
              person.user(),
              number,
              result -> call.post(new ParkAnswered(result)));
        }
      }
      case ParkEffect.AskParked(var number) -> {
        Optional<LiveCall> parked =
            places.at(number).filter(found -> found.state() instanceof Parked);
        if (parked.isPresent()) {
          call.links().retrieve(parked.get(), media);
        } else {
          call.post(new LinkRefused(Optional.empty(), LinkRefused.Why.NOTHING_HELD));
        }
      }
      case ParkEffect.ConfirmPark(var staying, var left, var place) -> {
        boolean caller = staying.equals(LegId.CALLER);
        if (!caller) {
          call.claims().callerLeft();
        }
        call.claims().talk(caller, Optional.empty(), call.target(staying));
        places.confirmed(call, place.number());
      }
      case ParkEffect.RefusePark(var number) -> places.refused(call, number);
      case ParkEffect.FreeNumber(var number) -> places.freed(call, number);
      case ParkEffect.Recall(var left, var place) -> environment.moves().recall(call, left, place);
    }
  }
}
