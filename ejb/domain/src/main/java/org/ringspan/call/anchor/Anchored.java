package org.ringspan.call.anchor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ringspan.call.CallState;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.Exchange;
import org.ringspan.call.LegId;
import org.ringspan.call.Legs;
import org.ringspan.call.join.Consultation;
import org.ringspan.reach.MidCall;

/**
 * Two talk through the media engine, or one waits for the other.
 *
 * @param talking the two
 * @param keyed what each of them may do by keys
 * @param keys the keys of a code that isn't whole yet
 * @param hold who waits, and for what
 * @param ringing telephones ring to which one of the two moves
 * @param consultation the caller asks the other something, while another call is on hold
 */
public record Anchored(
    Talking talking,
    Map<LegId, MidCall> keyed,
    Map<LegId, String> keys,
    Hold hold,
    Optional<Ringing> ringing,
    Optional<Consultation> consultation)
    implements CallState.FeatureState {
  public Anchored {
    keyed = Map.copyOf(keyed);
    keys = Map.copyOf(keys);
  }

  /** Two who don't talk because of another call. */
  public Anchored(
      Talking talking,
      Map<LegId, MidCall> keyed,
      Map<LegId, String> keys,
      Hold hold,
      Optional<Ringing> ringing) {
    this(talking, keyed, keys, hold, ringing, Optional.empty());
  }

  /** Who waits, and for what. */
  public sealed interface Hold {}

  /** Nobody. */
  public record NotHeld() implements Hold {}

  /**
   * A party has put the other on hold by keys.
   *
   * @param exclusive whether only this telephone takes the call from hold
   */
  public record Held(LegId by, boolean exclusive) implements Hold {}

  /**
   * A user has hung up; the other is on hold until a telephone of the user's has the call.
   *
   * @param left whose dialog is over
   * @param limited whether it waits for a time only
   */
  public record AwaitingPickup(LegId left, boolean limited) implements Hold {}

  /**
   * Telephones ring to which a party moves.
   *
   * @param from who moves
   * @param first the number of the first leg to such a telephone; all from there are
   */
  public record Ringing(LegId from, int first) {}

  /** The two as they are at the beginning. */
  public static Anchored of(Talking talking) {
    return new Anchored(talking, talking.keyed(), Map.of(), new NotHeld(), Optional.empty());
  }

  /** With two who stand somewhere new. */
  public Anchored with(Talking changed) {
    return new Anchored(changed, keyed, keys, hold, ringing, consultation);
  }

  /** With another hold. */
  public Anchored with(Hold changed) {
    return new Anchored(talking, keyed, keys, changed, ringing, consultation);
  }

  Anchored with(Optional<Ringing> changed) {
    return new Anchored(talking, keyed, keys, hold, changed, consultation);
  }

  /** With how far joining it with another call is. */
  public Anchored consulting(Consultation changed) {
    return new Anchored(talking, keyed, keys, hold, ringing, Optional.of(changed));
  }

  /** After one of the two has hung up, and another is about to take the place. */
  public Anchored leftBy(LegId party, Legs left) {
    return with(talking.with(left)).with(new AwaitingPickup(party, false));
  }

  /** With keys of a party that may become a code. */
  public Anchored pressed(LegId party, String pending) {
    Map<LegId, String> changed = new HashMap<>(keys);
    if (pending.isEmpty()) {
      changed.remove(party);
    } else {
      changed.put(party, pending);
    }
    return new Anchored(talking, keyed, changed, hold, ringing, consultation);
  }

  /** What a party has pressed of a code. */
  public String pending(LegId party) {
    return keys.getOrDefault(party, "");
  }

  /** Who has hung up while the call waits. */
  public Optional<LegId> left() {
    return hold instanceof AwaitingPickup(var left, var limited)
        ? Optional.of(left)
        : Optional.empty();
  }

  /** Whether a party is one of the two, and there. */
  public boolean isThere(LegId party) {
    return talking.isOfPair(party) && !left().equals(Optional.of(party));
  }

  /** Whether a leg is one to a telephone that rings. */
  boolean isRinging(LegId leg) {
    return ringing.isPresent() && leg.number() >= ringing.get().first();
  }

  /**
   * Whether a telephone of a party's user may take the call by a code: it waits for one, or the
   * party has put it on hold for any; and nothing is negotiated that the telephone would cross.
   */
  public boolean mayBePickedUp(LegId from) {
    return mayMove(from)
        && talking.exchange() instanceof Exchange.Steady
        && (left().equals(Optional.of(from))
            || hold instanceof Held(var by, var exclusive) && by.equals(from));
  }

  /**
   * Whether another call of a party's user may take the party's place: it has put the other on
   * hold, or has hung up and the call waits.
   */
  public boolean mayBeJoined(LegId from) {
    return ringing.isEmpty() && talking.isOfPair(from) && waitsFor(from);
  }

  /**
   * Whether a party may park the other: the two talk, or the other waits for the party; and no
   * telephone rings to take the call.
   */
  public boolean mayBeParked(LegId from) {
    return ringing.isEmpty()
        && talking.isOfPair(from)
        && consultation.filter(Consultation::waits).isEmpty()
        && (hold instanceof NotHeld || waitsFor(from));
  }

  /**
   * Whether a desk telephone of a party's user may take the party's place by naming its dialog: the
   * call waits for one, the party has put it on hold for any, or the two talk.
   */
  public boolean isForDesk(LegId from) {
    return talking.isOfPair(from)
        && switch (hold) {
          case NotHeld nobody -> true;
          case Held(var by, var exclusive) -> !exclusive && by.equals(from);
          case AwaitingPickup(var left, var limited) -> left.equals(from);
        };
  }

  /** The same at this moment: no telephone rings for it, and nothing is negotiated or awaited. */
  public boolean mayBeReplaced(LegId from) {
    return isForDesk(from)
        && ringing.isEmpty()
        && consultation.filter(Consultation::waits).isEmpty()
        && talking.exchange() instanceof Exchange.Steady;
  }

  /** Whether the other waits for a party: the party has put it on hold by keys, or has left. */
  public boolean waitsFor(LegId party) {
    return switch (hold) {
      case NotHeld nobody -> false;
      case Held(var by, var exclusive) -> by.equals(party);
      case AwaitingPickup(var left, var limited) -> left.equals(party);
    };
  }

  /** Whether the call may go on at another telephone of a party's user. */
  public boolean mayMove(LegId from) {
    return ringing.isEmpty()
        && consultation.filter(Consultation::waits).isEmpty()
        && talking.isOfPair(from)
        && !(hold instanceof Held(var by, var exclusive) && exclusive)
        && (left().isEmpty() || left().equals(Optional.of(from)));
  }
}
