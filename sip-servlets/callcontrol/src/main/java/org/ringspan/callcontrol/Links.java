package org.ringspan.callcontrol;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.LegId;
import org.ringspan.call.Reason;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.anchor.Anchored.Held;
import org.ringspan.call.join.JoinEvent;
import org.ringspan.call.join.JoinEvent.LinkAnswered;
import org.ringspan.call.join.JoinEvent.LinkEnded;
import org.ringspan.call.join.JoinEvent.LinkHeld;
import org.ringspan.call.join.JoinEvent.LinkRefused;
import org.ringspan.call.join.JoinEvent.LinkRequested;
import org.ringspan.call.park.ParkEvent.RetrievalRequested;
import org.ringspan.reach.Anchoring;
import org.ringspan.reach.LegTarget;

/**
 * What joins a call with others. A link has an end in each of two calls, and is taken out of both
 * at once, by whoever is first; the other call is told by an event, never touched.
 */
final class Links {
  /**
   * The other end of a link.
   *
   * @param theirs what this call is called there
   * @param direct whether it stands for a dialog, and what is said to it is told there: {@link
   *     LinkDialog}
   */
  record Link(LiveCall call, LegId theirs, boolean direct) {
    /** One whose media go through the engine, and who is put on hold there. */
    Link(LiveCall call, LegId theirs) {
      this(call, theirs, false);
    }
  }

  /** A call that waits for the user of a party. */
  record Waiting(LiveCall call, LegId user) {}

  private final LiveCall self;
  private final Map<LegId, Link> links = new ConcurrentHashMap<>();
  private final LinkDialog dialog;

  Links(LiveCall self) {
    this.self = self;
    this.dialog = new LinkDialog(self, this);
  }

  /** What is said to other calls as to telephones. */
  LinkDialog dialog() {
    return dialog;
  }

  /** Another call becomes a party of this one, and this one of it. */
  void join(LegId ours, LiveCall other, LegId theirs) {
    links.put(ours, new Link(other, theirs, true));
    other.links().links.put(theirs, new Link(self, ours, true));
  }

  /** What a leg is the end of; nothing when it is a telephone, or the link is gone. */
  Optional<Link> at(LegId leg) {
    return Optional.ofNullable(links.get(leg));
  }

  /**
   * The call that the caller of this one has on hold from the same destination: an exclusively held
   * one before others, and of several the one that was put on hold last. A call whose user has hung
   * up is on hold as long as it waits for the desk.
   *
   * @param all the calls that live
   */
  private Optional<Waiting> onHold(Collection<LiveCall> all) {
    return self.claims().anchored().flatMap(person -> onHold(all, person));
  }

  /** The same for who has proved to be somebody. */
  Optional<Waiting> onHold(Collection<LiveCall> all, Anchoring.Anchored person) {
    return all.stream()
        .flatMap(call -> waiting(call, person))
        .max(
            Comparator.<Waiting, Boolean>comparing(waiting -> isExclusive(waiting.call()))
                .thenComparing(waiting -> waiting.call().heldAt()));
  }

  private Stream<Waiting> waiting(LiveCall call, Anchoring.Anchored person) {
    return call != self && call.state() instanceof Anchored two
        ? Stream.of(two.talking().winner(), two.talking().calling())
            .filter(two::mayBeJoined)
            .filter(
                party ->
                    CallMoves.at(call, party).filter(target -> isOf(target, person)).isPresent())
            .map(party -> new Waiting(call, party))
        : Stream.empty();
  }

  private static boolean isOf(LegTarget target, Anchoring.Anchored person) {
    return target instanceof LegTarget.Destination destination
        && destination.user().equals(person.user())
        && destination.number().equals(person.destination());
  }

  private static boolean isExclusive(LiveCall call) {
    return call.state() instanceof Anchored two
        && two.hold() instanceof Held(var by, var exclusive)
        && exclusive;
  }

  /**
   * Asks the call on hold to be joined with this one; this one hears what comes of it.
   *
   * @param media has the engine's end for the other call
   */
  void ask(boolean conference, Collection<LiveCall> all, CallMedia media) {
    Optional<Waiting> found = onHold(all);
    if (found.isEmpty()) {
      self.post(new LinkRefused(Optional.empty(), LinkRefused.Why.NOTHING_HELD));
      return;
    }
    LiveCall held = found.get().call();
    LegId ours = self.arrival();
    LegId theirs = held.arrival();
    SessionDescription offer = media.offer(ours);
    links.put(ours, new Link(held, theirs));
    held.links().links.put(theirs, new Link(self, ours));
    held.post(new LinkRequested(found.get().user(), theirs, self.id(), offer, conference));
  }

  /** Who talks behind a link is on hold, or is taken back: whoever hears it there hears music. */
  boolean hold(LegId leg, boolean held) {
    Optional<Link> link = at(leg).filter(found -> !found.direct());
    link.ifPresent(other -> other.call().post(new LinkHeld(other.theirs(), held)));
    return link.isPresent();
  }

  /**
   * Asks a parked call to be joined with this one; this one hears what comes of it.
   *
   * @param media has the engine's end for the other call
   */
  void retrieve(LiveCall parked, CallMedia media) {
    LegId ours = self.arrival();
    LegId theirs = parked.arrival();
    SessionDescription offer = media.offer(ours);
    links.put(ours, new Link(parked, theirs));
    parked.links().links.put(theirs, new Link(self, ours));
    parked.post(new RetrievalRequested(theirs, self.id(), offer));
  }

  /** The call on hold agrees. */
  void answer(LegId leg, SessionDescription answer) {
    at(leg).ifPresent(link -> link.call().post(new LinkAnswered(link.theirs(), self.id(), answer)));
  }

  /** The call on hold doesn't. */
  void refuse(LegId leg) {
    taken(leg)
        .ifPresent(
            link ->
                link.call()
                    .post(new LinkRefused(Optional.of(link.theirs()), LinkRefused.Why.NOT_NOW)));
  }

  /**
   * Takes a link out as a telephone is by BYE.
   *
   * @return whether the leg is one
   */
  boolean hangUp(LegId leg, Reason reason) {
    if (dialog.hangUp(leg)) {
      return true;
    }
    Optional<Link> link = taken(leg);
    link.ifPresent(
        other -> {
          other.call().post(new LinkEnded(other.theirs(), reason.text()));
          self.post(new PartyCleared(leg));
        });
    return link.isPresent();
  }

  /**
   * What came too late for this call: the other must not wait.
   *
   * @return whose end of the media is of no use
   */
  Optional<LegId> tooLate(JoinEvent event) {
    return switch (event) {
      case LinkRequested request -> {
        refuse(request.leg());
        yield Optional.empty();
      }
      case LinkAnswered answer -> {
        hangUp(answer.leg(), Reason.HUNG_UP);
        yield Optional.of(answer.leg());
      }
      case LinkRefused refused -> refused.leg();
      case LinkHeld held -> Optional.empty();
      case LinkEnded ended -> Optional.empty();
    };
  }

  /** This call is over. */
  void release() {
    for (LegId leg : List.copyOf(links.keySet())) {
      taken(leg)
          .ifPresent(
              link ->
                  link.call()
                      .post(
                          link.direct()
                              ? new HungUp(link.theirs())
                              : new LinkEnded(link.theirs(), "it is over")));
    }
  }

  /** Takes a link out of both calls; nothing when the other was first. */
  Optional<Link> taken(LegId leg) {
    Optional<Link> link = Optional.ofNullable(links.remove(leg));
    link.ifPresent(other -> other.call().links().links.remove(other.theirs()));
    return link;
  }
}
