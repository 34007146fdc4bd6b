package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEvent.Acknowledged;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.InfoReceived;
import org.ringspan.call.CallEvent.LegAnswered;
import org.ringspan.call.CallEvent.LegFailed;
import org.ringspan.call.CallEvent.PartyCleared;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.attended.AttendedEffect;
import org.ringspan.call.attended.AttendedEvent.PlaceWanted;
import org.ringspan.call.attended.Replacing;
import org.ringspan.call.transfer.TransferEffect;
import org.ringspan.call.transfer.TransferEvent.TransferRequested;
import org.ringspan.reach.Claims;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegPlan;
import org.ringspan.record.CallId;

/**
 * Two calls and the telephones in them, with a model of what lies between: what is an effect on the
 * other call in one is an event in the other, some time later, in order. All chance comes from one
 * seed.
 */
final class PairWorld {
  /** A place in the other call, as it stands in the plan of a transfer. */
  private static final LegPlan PLACE = Example.mobile(Duration.ZERO, Duration.ZERO);

  private static final LegId DESK = new LegId(1);

  /** One telephone's dialog with a call. */
  private static final class Phone {
    boolean inDialog = true;
    boolean clears;
    boolean weReoffered;
    boolean reofferPending;
    boolean awaitsItsAck;
    int acksOwed;
  }

  /** The other end of a link. */
  private record Link(Side call, LegId theirs) {}

  /** Who has sent an INFO. */
  private record Info(Side at, LegId party, int number) {}

  /** One of the two calls. */
  private final class Side {
    final String name;
    final Deque<CallEvent> mailbox = new ArrayDeque<>();
    final Map<LegId, Phone> phones = new LinkedHashMap<>();
    final Map<LegId, Link> links = new HashMap<>();
    final Set<TimerId> timers = new LinkedHashSet<>();
    final Map<Integer, Info> infos = new HashMap<>();
    CallState state = new CallState.Idle();

    /** Where its transfer goes; none: it has none. */
    @Nullable Link place;

    boolean transferring;
    int arrivals;
    int lastInfo;
    int recordsBegun;
    int recordsEnded;
    boolean released;

    Side(String name) {
      this.name = name;
    }

    Side other() {
      return this == one ? two : one;
    }

    Optional<Phone> phone(LegId leg) {
      return Optional.ofNullable(phones.get(leg));
    }

    void post(CallEvent event) {
      mailbox.add(event);
    }

    Optional<Link> at(LegId leg) {
      return Optional.ofNullable(links.get(leg));
    }

    Optional<Link> taken(LegId leg) {
      Optional<Link> link = Optional.ofNullable(links.remove(leg));
      link.ifPresent(end -> end.call().links.remove(end.theirs()));
      return link;
    }
  }

  private final Random random;
  private final boolean telling;
  private final List<String> story = new ArrayList<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private final Side one = new Side("one");
  private final Side two = new Side("two");
  private int port = 4000;
  private int infosSent;
  private int infosAnswered;

  PairWorld(long seed, boolean telling) {
    random = new Random(seed);
    this.telling = telling;
  }

  List<String> story() {
    return story;
  }

  Set<String> seen() {
    return seen;
  }

  /** {@code steps} things happen, then everybody finishes what is begun and leaves. */
  void live(int steps) {
    talk(one);
    talk(two);
    for (int i = 0; i < steps; i++) {
      pick(possible());
    }
    for (int i = 0; i < 400 && !isOver(); i++) {
      pick(finishing());
    }
    for (Side side : List.of(one, two)) {
      assertThat(side.released).as("%s ends, but is %s", side.name, side.state).isTrue();
      assertThat(side.mailbox).as("%s has handled all", side.name).isEmpty();
      assertThat(side.links).as("links of %s", side.name).isEmpty();
      assertThat(side.recordsBegun).as("records of %s", side.name).isEqualTo(1);
      assertThat(side.recordsEnded).as("ends of records of %s", side.name).isEqualTo(1);
      assertThat(side.transferring).as("who transfers %s is told", side.name).isFalse();
    }
    assertThat(infosAnswered).as("answers to INFOs").isEqualTo(infosSent);
  }

  private boolean isOver() {
    return one.released && two.released && one.mailbox.isEmpty() && two.mailbox.isEmpty();
  }

  private void talk(Side side) {
    Phone caller = new Phone();
    side.phones.put(CALLER, caller);
    happens(
        side,
        new CallEvent.CallPlaced(
            Example.plan(ForwardPlan.nowhere(), Example.desk()), Optional.of(media())));
    Phone desk = new Phone();
    desk.acksOwed = 1;
    side.phones.put(DESK, desk);
    happens(side, new LegAnswered(DESK, Optional.of(media())));
    assertThat(caller.awaitsItsAck).as("%s is answered", side.name).isTrue();
    caller.awaitsItsAck = false;
    happens(side, new Acknowledged(CALLER, Optional.empty()));
    assertThat(side.state).as("%s talks", side.name).isInstanceOf(Talking.class);
  }

  private SessionDescription media() {
    port += 2;
    return Example.sdp("phone", port);
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private void pick(List<Runnable> options) {
    if (!options.isEmpty()) {
      options.get(random.nextInt(options.size())).run();
    }
  }

  private List<Runnable> possible() {
    List<Runnable> options = new ArrayList<>(finishing());
    for (Side side : List.of(one, two)) {
      if (side.state instanceof Talking talking && chance(0.7)) {
        options.add(() -> transfers(side, chance(0.5) ? talking.calling() : talking.winner()));
      }
      side.phones.forEach((leg, phone) -> options.addAll(ofPhone(side, leg, phone)));
      for (TimerId timer : side.timers) {
        if (chance(0.05)) {
          options.add(() -> runsOut(side, timer));
        }
      }
      if (chance(0.02)) {
        options.add(() -> happens(side, new CallEvent.HangUpRequested()));
      }
    }
    return options;
  }

  private List<Runnable> ofPhone(Side side, LegId leg, Phone phone) {
    List<Runnable> options = new ArrayList<>();
    if (phone.inDialog && chance(0.15)) {
      options.add(() -> leaves(side, leg, phone));
    }
    if (phone.inDialog
        && phone.acksOwed == 0
        && !phone.reofferPending
        && !phone.awaitsItsAck
        && !phone.weReoffered
        && chance(0.4)) {
      options.add(
          () -> {
            phone.reofferPending = true;
            happens(
                side,
                new Reoffered(leg, chance(0.7) ? Optional.of(media()) : Optional.empty(), false));
          });
    }
    if (phone.inDialog && chance(0.2)) {
      options.add(
          () -> {
            infosSent++;
            side.lastInfo++;
            side.infos.put(side.lastInfo, new Info(side, leg, side.lastInfo));
            happens(side, new InfoReceived(leg, side.lastInfo));
          });
    }
    return options;
  }

  /** What must happen sooner or later. */
  private List<Runnable> finishing() {
    List<Runnable> options = new ArrayList<>();
    for (Side side : List.of(one, two)) {
      if (!side.mailbox.isEmpty()) {
        options.add(() -> happens(side, side.mailbox.remove()));
      }
      side.phones.forEach(
          (leg, phone) -> {
            if (phone.clears) {
              options.add(
                  () -> {
                    phone.clears = false;
                    happens(side, new PartyCleared(leg));
                  });
            }
            if (phone.weReoffered) {
              options.add(() -> answersReoffer(side, leg, phone));
            }
            if (phone.awaitsItsAck) {
              options.add(
                  () -> {
                    phone.awaitsItsAck = false;
                    // rfc3264: an answer, which it owes only to our offer.
                    happens(side, new Acknowledged(leg, Optional.of(media())));
                  });
            }
          });
    }
    if (options.isEmpty()) {
      for (Side side : List.of(one, two)) {
        side.timers.forEach(timer -> options.add(() -> runsOut(side, timer)));
        side.phones.forEach(
            (leg, phone) -> {
              if (phone.inDialog) {
                options.add(() -> leaves(side, leg, phone));
              }
            });
      }
    }
    return options;
  }

  private void runsOut(Side side, TimerId timer) {
    side.timers.remove(timer);
    happens(side, new TimerExpired(timer));
  }

  private void leaves(Side side, LegId leg, Phone phone) {
    phone.inDialog = false;
    phone.awaitsItsAck = false;
    phone.reofferPending = false;
    happens(side, new HungUp(leg));
  }

  private void answersReoffer(Side side, LegId leg, Phone phone) {
    phone.weReoffered = false;
    if (!phone.inDialog) {
      happens(side, new ReofferRefused(leg, 481));
    } else if (chance(0.7)) {
      phone.acksOwed++;
      happens(
          side, new ReofferAnswered(leg, chance(0.95) ? Optional.of(media()) : Optional.empty()));
    } else {
      List<Integer> statuses = List.of(491, 491, 488, 481, 408);
      happens(side, new ReofferRefused(leg, statuses.get(random.nextInt(statuses.size()))));
    }
  }

  /** The telephone at {@code from} joins this call with the other, at one of its two places. */
  private void transfers(Side side, LegId from) {
    Side other = side.other();
    if (!(other.state instanceof Talking there) || side.transferring) {
      return;
    }
    if (!side.phones.containsKey(from)) {
      // A place that has the other call already is nobody's telephone.
      return;
    }
    side.transferring = true;
    side.place = new Link(other, chance(0.5) ? there.calling() : there.winner());
    if (other.transferring) {
      seen.add("wants the place of who wants its own");
    }
    if (!side.links.isEmpty()) {
      seen.add("is transferred on");
    }
    // Both calls may be looked at before one of them has begun.
    side.post(
        new TransferRequested(
            from,
            new UserId("alice"),
            "the other call",
            List.of(PLACE),
            Claims.NONE,
            Duration.ofSeconds(30)));
  }

  private void happens(Side side, CallEvent event) {
    if (telling) {
      story.add(side.name + ": " + shown(event));
    }
    Transition transition = CallTransitions.on(side.state, event);
    side.state = transition.state();
    note(side);
    if (transition.ignored()) {
      ignored(side, event);
    }
    for (CallEffect effect : transition.effects()) {
      if (telling) {
        story.add("  → " + shown(effect));
      }
      assertThat(side.released).as("nothing comes after the release of %s", side.name).isFalse();
      carryOut(side, effect);
    }
  }

  /** Descriptions by their ports. */
  private static String shown(Object what) {
    return what.toString()
        .replaceAll("(?s)v=0.{10,120}?m=audio (\\d+) [^]]*", "$1")
        .replaceAll("plan=.*", "...");
  }

  private void note(Side side) {
    seen.add(side.state.getClass().getSimpleName());
    if (side.state instanceof Replacing replacing) {
      seen.add(replacing.phase().getClass().getSimpleName());
    }
    if (side.state instanceof Talking talking
        && (side.links.containsKey(talking.calling())
            || side.links.containsKey(talking.winner()))) {
      seen.add("joined");
      if (!(talking.exchange() instanceof Exchange.Steady)) {
        seen.add("talks through the other call");
      }
    }
  }

  /** As the shell does when an event changes nothing. */
  private void ignored(Side side, CallEvent event) {
    switch (event) {
      case PlaceWanted wanted -> refuse(side, wanted.leg(), 480);
      case TransferRequested tooLate -> tell(side, 480);
      case Reoffered(var party, var offer, var byUpdate)
          when side.state instanceof CallState.Ended ->
          tellOther(side, party, theirs -> new ReofferRefused(theirs, 481));
      case InfoReceived(var party, var number, var digit)
          when side.state instanceof CallState.Ended ->
          answerInfo(side, number);
      default -> {}
    }
  }

  private void carryOut(Side side, CallEffect effect) {
    switch (effect) {
      case CallEffect.InviteLeg(var leg, var plan, var route, var offer) -> {
        if (plan.target().equals(PLACE.target())) {
          invite(side, leg);
        }
      }
      case CallEffect.AnswerCaller answer ->
          side.phone(CALLER).ifPresent(phone -> phone.awaitsItsAck = true);
      case CallEffect.CancelLeg(var leg, var reason) -> {
        Optional<Link> link = side.taken(leg);
        link.ifPresent(
            end -> {
              end.call().post(new HungUp(end.theirs()));
              side.post(new LegFailed(leg, 487));
            });
        if (link.isEmpty()) {
          // The other call has refused in the same moment.
          side.post(new EffectFailed(effect));
        }
      }
      case CallEffect.Acknowledge(var party, var answer) -> {
        if (!tellOther(side, party, theirs -> new Acknowledged(theirs, answer))) {
          side.phone(party)
              .ifPresent(
                  phone ->
                      assertThat(phone.acksOwed--).as("ACK is owed to %s", party).isPositive());
        }
      }
      case CallEffect.HangUp(var party, var reason) -> hangUp(side, party, effect);
      case CallEffect.Reoffer(var party, var offer) -> reoffer(side, party, offer, effect);
      case CallEffect.AnswerReoffer(var party, var session) -> {
        if (!tellOther(side, party, theirs -> new ReofferAnswered(theirs, session))) {
          Phone phone = side.phones.get(party);
          if (phone == null) {
            side.post(new EffectFailed(effect));
          } else if (phone.reofferPending) {
            phone.reofferPending = false;
            phone.awaitsItsAck = true;
          }
        }
      }
      case CallEffect.RefuseReoffer(var party, var status) -> {
        if (!tellOther(side, party, theirs -> new ReofferRefused(theirs, status))) {
          side.phone(party).ifPresent(phone -> phone.reofferPending = false);
        }
      }
      case CallEffect.RelayInfo(var from, var to, var number) -> relay(side, to, number);
      case CallEffect.AnswerInfo(var party, var number, var status) -> answerInfo(side, number);
      case AttendedEffect.AnswerOther(var leg, var session) -> {
        if (!tellOther(side, leg, theirs -> new LegAnswered(theirs, Optional.of(session)))) {
          side.post(new EffectFailed(effect));
        }
      }
      case AttendedEffect.RefuseOther(var leg, var status) -> refuse(side, leg, status);
      case TransferEffect.TellTransferor(var from, var status) -> {
        assertThat(side.transferring).as("%s is transferred", side.name).isTrue();
        tell(side, status);
      }
      case CallEffect.StartTimer(var timer, var after) ->
          assertThat(side.timers.add(timer)).as("%s runs once at a time", timer).isTrue();
      case CallEffect.StopTimer(var timer) -> side.timers.remove(timer);
      case CallEffect.RecordStart start -> side.recordsBegun++;
      case CallEffect.RecordEnd end -> side.recordsEnded++;
      case CallEffect.ReleaseCall release -> release(side);
      default -> {
        // What is noted, or said to nobody here.
      }
    }
  }

  private void invite(Side side, LegId leg) {
    Link place = side.place;
    if (place == null) {
      throw new AssertionError("a place that nobody wanted");
    }
    Side other = place.call();
    other.arrivals++;
    LegId theirs = new LegId(1000 * other.arrivals);
    side.links.put(leg, new Link(other, theirs));
    other.links.put(theirs, new Link(side, leg));
    other.post(new PlaceWanted(place.theirs(), theirs, new CallId(side.name)));
  }

  private void refuse(Side side, LegId leg, int status) {
    Optional<Link> link = side.taken(leg);
    if (link.isPresent()) {
      seen.add("refused");
      link.get().call().post(new LegFailed(link.get().theirs(), status));
    }
  }

  private void hangUp(Side side, LegId party, CallEffect effect) {
    Optional<Link> link = side.taken(party);
    Phone phone = side.phones.get(party);
    if (link.isPresent()) {
      link.get().call().post(new HungUp(link.get().theirs()));
      side.post(new PartyCleared(party));
    } else if (phone == null) {
      // The other was first.
      side.post(new EffectFailed(effect));
    } else {
      assertThat(phone.clears).as("BYE to %s twice", party).isFalse();
      assertThat(phone.inDialog).as("%s is in a dialog", party).isTrue();
      assertThat(phone.acksOwed).as("ACK to %s before BYE", party).isLessThanOrEqualTo(0);
      phone.inDialog = false;
      phone.awaitsItsAck = false;
      phone.reofferPending = false;
      phone.clears = true;
    }
  }

  private void reoffer(
      Side side, LegId party, Optional<SessionDescription> offer, CallEffect effect) {
    if (tellOther(side, party, theirs -> new Reoffered(theirs, offer, false))) {
      return;
    }
    Phone phone = side.phones.get(party);
    if (phone == null || !phone.inDialog) {
      side.post(new EffectFailed(effect));
    } else {
      assertThat(phone.weReoffered || phone.reofferPending)
          .as("a re-INVITE runs with %s already", party)
          .isFalse();
      phone.weReoffered = true;
    }
  }

  private void relay(Side side, LegId to, int number) {
    Info info = side.infos.remove(number);
    if (info == null) {
      return;
    }
    Optional<Link> link = side.at(to);
    if (link.isPresent()) {
      Side other = link.get().call();
      other.lastInfo++;
      other.infos.put(other.lastInfo, info);
      other.post(new InfoReceived(link.get().theirs(), other.lastInfo));
    } else {
      // The telephone answers.
      infosAnswered++;
    }
  }

  private void answerInfo(Side side, int number) {
    if (side.infos.remove(number) != null) {
      infosAnswered++;
    }
  }

  private void tell(Side side, int status) {
    if (status >= 200) {
      side.transferring = false;
      side.place = null;
    }
  }

  private boolean tellOther(Side side, LegId leg, Function<LegId, CallEvent> event) {
    Optional<Link> link = side.at(leg);
    link.ifPresent(end -> end.call().post(event.apply(end.theirs())));
    return link.isPresent();
  }

  private void release(Side side) {
    side.released = true;
    assertThat(side.timers).as("timers of %s", side.name).isEmpty();
    side.phones.forEach(
        (leg, phone) -> {
          assertThat(phone.inDialog).as("%s of %s is left", leg, side.name).isFalse();
          assertThat(phone.acksOwed).as("ACKs owed to %s", leg).isLessThanOrEqualTo(0);
        });
    tell(side, 487);
    for (LegId leg : List.copyOf(side.links.keySet())) {
      assertThat(side.mailbox)
          .as("%s hears of the end of %s, unless it has come too late", leg, side.name)
          .anyMatch(event -> event instanceof PlaceWanted late && late.leg().equals(leg));
      side.taken(leg).ifPresent(end -> end.call().post(new HungUp(end.theirs())));
    }
    infosAnswered += side.infos.size();
    side.infos.clear();
  }
}
