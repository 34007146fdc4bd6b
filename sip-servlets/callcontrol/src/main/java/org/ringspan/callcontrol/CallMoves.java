package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.call.CallState.Talking;
import org.ringspan.call.LegId;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.boundary.MoveAnswer;
import org.ringspan.call.move.MoveEvent.MoveImpossible;
import org.ringspan.call.move.MoveEvent.MoveRequested;
import org.ringspan.call.park.ParkPlace;
import org.ringspan.call.park.Parked;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.MidCallSettings;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.explain.MoveText;
import org.ringspan.explain.ReasonText;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.Claims;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.LegDecision;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.MoveRules;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.reach.TrunkRoute;
import org.ringspan.reach.boundary.ReachService;

/** Finds out who of a call moves, and where to. */
@ApplicationScoped
public class CallMoves {
  /** Mobiles have their own time, which is shorter unless it is switched off. */
  private static final Duration AT_MOBILES = Duration.ofMinutes(1);

  private static final Duration RECALL = CallSetting.RECALL.seconds();
  private static final Duration AT_DESKS = CallSetting.HANDOFF.seconds();

  @Inject private ReachService reach;
  @Inject private ConfigurationSource configuration;

  /**
   * Has a call move.
   *
   * @param whose who of the two; may be left out when only one of them is a user of ours
   */
  MoveAnswer move(LiveCall call, Optional<UserId> whose, MoveRules.To to) {
    Optional<Talking> two = talking(call);
    if (two.isEmpty()) {
      return MoveAnswer.of(MoveAnswer.Result.NOT_TALKING);
    }
    Talking talking = two.get();
    List<LegId> theirs = new ArrayList<>();
    for (LegId party : List.of(talking.winner(), talking.calling())) {
      Optional<UserId> user = userAt(call, party);
      if (user.isPresent() && (whose.isEmpty() || whose.equals(user))) {
        theirs.add(party);
      }
    }
    if (theirs.isEmpty()) {
      return MoveAnswer.of(MoveAnswer.Result.NOT_THEIRS);
    }
    if (theirs.size() > 1 && whose.isEmpty()) {
      return MoveAnswer.of(MoveAnswer.Result.WHOSE);
    }
    return move(call, talking, theirs.getFirst(), to);
  }

  /**
   * Which of the two is a user whose call a telephone of theirs may take by a code.
   *
   * @param device a telephone of ours
   */
  Optional<LegId> waitingFor(LiveCall call, DeviceName device) {
    Optional<UserId> user = configuration.current().device(device).map(Device::owner);
    if (user.isEmpty() || !(call.state() instanceof Anchored anchored)) {
      return Optional.empty();
    }
    return Stream.of(anchored.talking().winner(), anchored.talking().calling())
        .filter(party -> anchored.mayBePickedUp(party) && userAt(call, party).equals(user))
        .findFirst();
  }

  /**
   * Which party of an anchored call is a user on one of its sides.
   *
   * @return nobody when the call isn't anchored any more, or another talks there now
   */
  Optional<LegId> anchoredAt(LiveCall call, UserId user, boolean calling) {
    return call.state() instanceof Anchored anchored
        ? Optional.of(calling ? anchored.talking().calling() : anchored.talking().winner())
            .filter(party -> userAt(call, party).equals(Optional.of(user)))
        : Optional.empty();
  }

  /** Which of two who talk is at a telephone of ours. */
  Optional<LegId> talkingAt(LiveCall call, DeviceName device) {
    return talking(call).stream()
        .flatMap(two -> Stream.of(two.winner(), two.calling()))
        .filter(
            party ->
                at(call, party)
                    .filter(
                        target ->
                            target instanceof LegTarget.RegisteredDevice phone
                                    && phone.device().equals(device)
                                || target instanceof LegTarget.SilentDevice silent
                                    && silent.device().equals(device))
                    .isPresent())
        .findFirst();
  }

  /** A party asks by its telephone for the mobile. */
  MoveAnswer send(LiveCall call, LegId from) {
    return talking(call)
        .filter(two -> two.isOfPair(from) && userAt(call, from).isPresent())
        .map(two -> move(call, two, from, MoveRules.To.MOBILE))
        .orElseGet(() -> MoveAnswer.of(MoveAnswer.Result.NOT_TALKING));
  }

  /** Whether a telephone of a party's user may take its place now, as far as can be seen. */
  boolean mayBeReplaced(LiveCall call, LegId party) {
    return call.state() instanceof Anchored anchored && anchored.mayBeReplaced(party);
  }

  /** The code by which telephones take calls from hold; none where it is switched off. */
  Optional<String> pickupCode() {
    MidCallSettings keys = configuration.current().reach().midCall();
    return keys.on() ? Optional.of(keys.codes().resume()) : Optional.empty();
  }

  /** A party asks by its keys: the call hears whether telephones ring, or why none does. */
  void ask(LiveCall call, LegId from, MoveRules.To to) {
    MoveAnswer answer =
        talking(call)
            .filter(two -> userAt(call, from).isPresent())
            .map(two -> move(call, two, from, to))
            .orElseGet(() -> MoveAnswer.of(MoveAnswer.Result.NOT_TALKING));
    if (answer.result() != MoveAnswer.Result.BEGUN) {
      call.post(new MoveImpossible(from, answer.reasons()));
    }
  }

  /** Has telephones ring for a call that was parked for long: it hears whether any does. */
  void recall(LiveCall call, LegId left, ParkPlace place) {
    if (!(call.state() instanceof Parked parked)) {
      return;
    }
    IncomingCall waiting = asIfCalling(call, parked.two().talking().other(left));
    switch (reach.recall(waiting, place.by(), place.number())) {
      case RoutingDecision.Place(var plan) -> {
        List<LegPlan> legs =
            plan.legs().stream()
                .filter(leg -> !(leg.target() instanceof LegTarget.OwnMailbox))
                .filter(leg -> !(leg.target() instanceof LegTarget.Mailbox))
                .toList();
        // What rings for a call that there is already takes nothing of the line.
        reach.release(new Claims(Set.of(), plan.claims().lines()));
        Claims users = new Claims(plan.claims().users(), Set.of());
        if (legs.stream().anyMatch(leg -> leg.decision() instanceof LegDecision.Ring)) {
          call.post(new MoveRequested(left, legs, users, RECALL));
        } else {
          reach.release(users);
          call.post(new MoveImpossible(left, MoveText.of(new MoveRules.Plan(legs, Claims.NONE))));
        }
      }
      case RoutingDecision.Refuse refused ->
          call.post(new MoveImpossible(left, List.of(ReasonText.of(refused.why()))));
      case RoutingDecision.Access never -> nowhere(call, left);
      case RoutingDecision.Retrieve never -> nowhere(call, left);
      case RoutingDecision.ParkAt never -> nowhere(call, left);
    }
  }

  private static void nowhere(LiveCall call, LegId left) {
    call.post(new MoveImpossible(left, List.of("no telephone rings at that number")));
  }

  static Optional<Talking> talking(LiveCall call) {
    return switch (call.state()) {
      case Talking talking -> Optional.of(talking);
      case Anchored anchored
          when anchored.mayMove(anchored.talking().calling())
              || anchored.mayMove(anchored.talking().winner()) ->
          Optional.of(anchored.talking());
      default -> Optional.empty();
    };
  }

  private MoveAnswer move(LiveCall call, Talking talking, LegId from, MoveRules.To to) {
    if (call.state() instanceof Anchored anchored && !anchored.mayMove(from)) {
      return MoveAnswer.of(MoveAnswer.Result.NOT_TALKING);
    }
    UserId user = userAt(call, from).orElseThrow();
    MoveRules.Plan plan =
        reach.move(
            new MoveRules.Question(
                user,
                to,
                asIfCalling(call, talking.other(from)),
                at(call, from),
                call.claims().holds(user)));
    if (!plan.rings()) {
      return new MoveAnswer(MoveAnswer.Result.NOBODY_RINGS, MoveText.of(plan));
    }
    call.post(
        new MoveRequested(
            from, plan.legs(), plan.claims(), to == MoveRules.To.DESK ? AT_DESKS : AT_MOBILES));
    return MoveAnswer.of(MoveAnswer.Result.BEGUN);
  }

  /** Whose user a party is. */
  Optional<UserId> userAt(LiveCall call, LegId party) {
    if (party.equals(LegId.CALLER)) {
      return call.report().chronicle().started().callingUser();
    }
    return call.target(party)
        .flatMap(
            target ->
                switch (target) {
                  case LegTarget.RegisteredDevice phone ->
                      configuration.current().device(phone.device()).map(Device::owner);
                  case LegTarget.Destination destination -> Optional.of(destination.user());
                  case LegTarget.SilentDevice phone ->
                      configuration.current().device(phone.device()).map(Device::owner);
                  case LegTarget.OutsideNumber outside -> Optional.empty();
                  case LegTarget.Mailbox mailbox -> Optional.empty();
                  case LegTarget.OwnMailbox mailbox -> Optional.empty();
                });
  }

  /** Where somebody talks now. */
  static Optional<LegTarget> at(LiveCall call, LegId party) {
    if (!party.equals(LegId.CALLER)) {
      return call.target(party);
    }
    return switch (call.placed().origin()) {
      case CallOrigin.FromDevice(var device) -> Optional.of(new LegTarget.SilentDevice(device));
      case CallOrigin.FromTrunk trunk ->
          call.claims()
              .anchored()
              .map(
                  destination ->
                      new LegTarget.Destination(
                          destination.user(), "", destination.destination(), List.of()));
    };
  }

  /** The other party as the telephones are to be shown it. */
  static IncomingCall asIfCalling(LiveCall call, LegId party) {
    if (party.equals(LegId.CALLER)) {
      return call.placed();
    }
    Optional<Links.Link> link = call.links().at(party);
    if (link.isPresent()) {
      return throughLink(link.get());
    }
    LegTarget target =
        call.target(party).orElseThrow(() -> new IllegalStateException("nobody is " + party));
    return switch (target) {
      case LegTarget.RegisteredDevice phone -> fromDevice(phone);
      case LegTarget.SilentDevice phone ->
          new IncomingCall(
              new CallOrigin.FromDevice(phone.device()),
              "",
              new CallerIdentity("", Optional.empty(), false));
      case LegTarget.OutsideNumber(var number, var routes) -> fromTrunk(number, routes);
      case LegTarget.Destination destination ->
          fromTrunk(destination.number().value(), destination.routes());
      case LegTarget.Mailbox(var number, var routes) -> fromTrunk(number.value(), routes);
      case LegTarget.OwnMailbox mailbox ->
          throw new IllegalStateException("nobody talks with a mailbox of ours: " + party);
    };
  }

  /** Who talks in the call that this one is joined with. */
  private static IncomingCall throughLink(Links.Link link) {
    return two(link.call())
        .filter(two -> two.isOfPair(link.theirs()))
        .map(two -> asIfCalling(link.call(), two.other(link.theirs())))
        .orElseGet(link.call()::placed);
  }

  private static Optional<Talking> two(LiveCall call) {
    return switch (call.state()) {
      case Talking talking -> Optional.of(talking);
      case Anchored anchored -> Optional.of(anchored.talking());
      default -> Optional.empty();
    };
  }

  private static IncomingCall fromDevice(LegTarget.RegisteredDevice phone) {
    return new IncomingCall(
        new CallOrigin.FromDevice(phone.device()),
        "",
        new CallerIdentity("", Optional.empty(), false));
  }

  private static IncomingCall fromTrunk(String number, List<TrunkRoute> routes) {
    return new IncomingCall(
        new CallOrigin.FromTrunk(routes.getFirst().trunk()),
        "",
        new CallerIdentity("", Optional.of(number), false));
  }
}
