package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.call.LegId;
import org.ringspan.call.park.ParkEvent.ParkAnswered.Result;
import org.ringspan.call.park.ParkEvent.ParkRequested;
import org.ringspan.call.park.ParkPlace;
import org.ringspan.configuration.ParkNumbers;
import org.ringspan.configuration.boundary.ConfigurationSource;

/**
 * Which call is parked at which number: one at each. A number is taken before the call is asked to
 * be parked, and free again when it is parked no more.
 */
@ApplicationScoped
public class ParkPlaces {
  @Inject private ConfigurationSource configuration;
  private final Map<DirectoryNumber, Taken> taken = new ConcurrentHashMap<>();

  /**
   * A number that is taken.
   *
   * @param asker hears what becomes of it
   */
  private record Taken(LiveCall call, Consumer<Result> asker) {}

  /**
   * Has a call parked.
   *
   * @param from which party of it parks the other
   * @param by whose user that is
   * @param asker hears what becomes of it
   */
  void park(LiveCall call, LegId from, UserId by, DirectoryNumber number, Consumer<Result> asker) {
    Optional<ParkNumbers> range = configuration.current().parks().find(number);
    if (range.isEmpty()) {
      asker.accept(Result.NOT_NOW);
    } else if (taken.putIfAbsent(number, new Taken(call, asker)) != null) {
      asker.accept(Result.OCCUPIED);
    } else {
      call.post(new ParkRequested(from, new ParkPlace(number, by, range.get().reversion())));
    }
  }

  /** The call at a number, if one is parked there or about to be. */
  Optional<LiveCall> at(DirectoryNumber number) {
    return Optional.ofNullable(taken.get(number)).map(Taken::call);
  }

  /** The call is parked. */
  void confirmed(LiveCall call, DirectoryNumber number) {
    Taken place = taken.get(number);
    if (place != null && place.call() == call) {
      place.asker().accept(Result.PARKED);
    }
  }

  /** The call can't be parked. */
  void refused(LiveCall call, DirectoryNumber number) {
    Taken place = taken.get(number);
    // What it is parked at already isn't refused.
    if (place != null && place.call() == call && taken.remove(number, place)) {
      place.asker().accept(Result.NOT_NOW);
    }
  }

  /** The call is parked no more. */
  void freed(LiveCall call, DirectoryNumber number) {
    taken.computeIfPresent(number, (at, place) -> place.call() == call ? null : place);
  }

  /** The call is over. */
  void over(LiveCall call) {
    taken.values().removeIf(place -> place.call() == call);
  }
}
