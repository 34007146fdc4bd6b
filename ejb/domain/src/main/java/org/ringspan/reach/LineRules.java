package org.ringspan.reach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.ForwardCondition;
import org.ringspan.configuration.ForwardTarget;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.HuntGroups;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.SessionControl;
import org.ringspan.configuration.User;
import org.ringspan.reach.ForwardRules.Chain;
import org.ringspan.reach.ForwardRules.Planned;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegDecision.Why;
import org.ringspan.registration.Registrations;

/**
 * What a call to a line does, in this order:
 *
 * <ol>
 *   <li>Forward all: when the line forwards all calls, nothing of it rings, and the call does what
 *       a call to the target does.
 *   <li>Line busy: when the line carries as many calls as its busy trigger, the call goes where
 *       calls go that are busy.
 *   <li>Who rings: its devices at once ({@link DeviceRules}) and its user's remote destinations
 *       after their delay ({@link DestinationRules}).
 *   <li>Limit: when a destination would ring and the user has as many calls at remote destinations
 *       as allowed, nothing rings and the call goes to the mailbox (D2; design guide page 21-75).
 *   <li>Otherwise they ring. When nobody answers in time, everybody is busy, or nobody can be rung,
 *       the call goes where the line says.
 * </ol>
 *
 * Where a call goes on is said by {@link ForwardRules}.
 */
final class LineRules {
  private final ConfigurationSnapshot configuration;
  private final Registrations registrations;
  private final IncomingCall call;
  private final Caller caller;
  private final Occupied occupied;
  private final Instant now;
  private final DestinationRules destinations;
  private final HuntRules hunts;
  private final ForwardRules forwards;

  /**
   * What a call to a line does.
   *
   * @param by the public number of the line; none when it has none
   * @param legs whom it rings, those first that it would have rung
   * @param claims what it takes
   * @param refusal when it rings nobody and goes nowhere
   */
  record Outcome(
      List<LegPlan> legs, ForwardPlan next, Claims claims, Optional<RoutingDecision.Why> refusal) {}

  LineRules(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      IncomingCall call,
      Caller caller,
      WaysOut ways,
      Occupied occupied,
      IdleTimes idle,
      Instant now) {
    this.configuration = configuration;
    this.registrations = registrations;
    this.call = call;
    this.caller = caller;
    this.occupied = occupied;
    this.now = now;
    this.destinations =
        new DestinationRules(configuration, call, caller, ways, this::isRegistered, now);
    this.forwards = new ForwardRules(configuration, caller, ways, this);
    this.hunts = new HuntRules(configuration, this, forwards, destinations, occupied, idle);
  }

  private boolean isRegistered(DeviceName device) {
    return !registrations.bindingsOf(device, now).isEmpty();
  }

  /** What a call to {@code line} does that comes straight to it. */
  Outcome called(Line line) {
    return to(line, diverted());
  }

  /** What a call to a hunt group does that comes straight to it. */
  Outcome called(HuntGroup group) {
    return hunts.to(group, diverted());
  }

  /** What a call to a hunt group does that others have diverted before. */
  Outcome to(HuntGroup group, Chain chain) {
    return hunts.to(group, chain);
  }

  private Chain diverted() {
    Set<DirectoryNumber> before = new LinkedHashSet<>();
    for (String number : call.divertedBy()) {
      numberOf(number).ifPresent(before::add);
    }
    return new Chain(before, call.divertedBy().size());
  }

  /**
   * What a call from inside does that was made to the number of a destination of this line's user:
   *
   * <ol>
   *   <li>The destination rings at once, whatever its filters and delay say.
   *   <li>The user's other telephones ring with it, when the domain is set so.
   *   <li>When the line forwards all calls, that is passed over, unless the domain is set so.
   *   <li>Nobody answers in time: as for any call to the line.
   * </ol>
   *
   * @return nothing when the destination can't ring, or its user has as many calls as allowed: the
   *     call is one to a number outside then, like any other
   */
  Optional<Outcome> dialled(RemoteDestination destination, User user, Line line) {
    SessionControl control = configuration.reach().sessionControl();
    if (!control.ignoreForwardAll() && line.forwarding().target(ForwardCondition.ALL).isPresent()) {
      return Optional.of(called(line));
    }
    List<LegPlan> legs = new ArrayList<>(control.ringAll() ? devices(line) : List.of());
    for (RemoteDestination each : user.remoteDestinations()) {
      boolean dialled = each.equals(destination);
      if (dialled || control.ringAll()) {
        legs.add(destinations.rerouted(each, user, line, dialled));
      }
    }
    boolean rings =
        legs.stream()
            .anyMatch(
                leg ->
                    ringsDestination(leg)
                        && leg.target() instanceof LegTarget.Destination to
                        && to.number().equals(destination.number()));
    if (!rings || occupied.users().contains(user.id())) {
      return Optional.empty();
    }
    Chain chain = new Chain(Set.of(), call.divertedBy().size());
    return Optional.of(
        new Outcome(
            legs,
            forwards.next(line, chain),
            new Claims(Set.of(user.id()), Set.of(line.number())),
            Optional.empty()));
  }

  /** The number inside of a line or hunt group of ours. */
  private Optional<DirectoryNumber> numberOf(String number) {
    HuntGroups groups = configuration.huntGroups();
    Optional<E164Number> did = E164Number.in(number);
    Optional<DirectoryNumber> inside = DirectoryNumber.in(number);
    return did.flatMap(configuration::line)
        .or(() -> inside.flatMap(configuration::line))
        .map(Line::number)
        .or(
            () ->
                did.flatMap(groups::find)
                    .or(() -> inside.flatMap(groups::find))
                    .map(HuntGroup::number));
  }

  /** What a call to a line does that others have diverted before. */
  Outcome to(Line line, Chain chain) {
    Optional<ForwardTarget> all = line.forwarding().target(ForwardCondition.ALL);
    if (all.isPresent()) {
      return elsewhere(
          line,
          Why.FORWARDED_ALL,
          Diversion.Reason.UNCONDITIONAL,
          forwards.forward(line, all.get(), chain),
          RoutingDecision.Why.FORWARD_FAILED);
    }
    if (occupied.lines().contains(line.number())) {
      return elsewhere(
          line,
          Why.LINE_BUSY,
          Diversion.Reason.USER_BUSY,
          line.forwarding().busy(caller.isOurs()).flatMap(to -> forwards.forward(line, to, chain)),
          RoutingDecision.Why.BUSY);
    }
    User user = configuration.user(line.owner()).orElseThrow();
    List<LegPlan> legs = new ArrayList<>(devices(line));
    for (RemoteDestination destination : user.remoteDestinations()) {
      legs.add(destinations.leg(destination, user, line));
    }
    boolean reaches = legs.stream().anyMatch(LineRules::ringsDestination);
    if (reaches && occupied.users().contains(user.id())) {
      return elsewhere(
          line,
          Why.TOO_MANY_CALLS,
          Diversion.Reason.USER_BUSY,
          forwards.mailboxOf(line).map(mailbox -> new Planned(mailbox, Claims.NONE)),
          RoutingDecision.Why.BUSY);
    }
    Set<UserId> users = reaches ? Set.of(user.id()) : Set.of();
    return new Outcome(
        legs,
        forwards.next(line, chain),
        new Claims(users, Set.of(line.number())),
        Optional.empty());
  }

  private static boolean ringsDestination(LegPlan leg) {
    return leg.target() instanceof LegTarget.Destination && leg.decision() instanceof Ring;
  }

  /** The devices of a line. */
  List<LegPlan> devices(Line line) {
    List<LegPlan> legs = new ArrayList<>();
    for (DeviceName device : line.devices()) {
      boolean everywhere = declinesEverywhere(device);
      DeviceRules.legs(
              device,
              configuration.encryptionOf(device),
              call.origin(),
              registrations.bindingsOf(device, now),
              caller.inside())
          .forEach(leg -> legs.add(everywhere ? leg.decliningEverywhere() : leg));
    }
    return legs;
  }

  /** What the user of the telephone has chosen (D16); others that share the line have their own. */
  private boolean declinesEverywhere(DeviceName device) {
    return configuration
        .device(device)
        .flatMap(phone -> configuration.user(phone.owner()))
        .filter(User::declinesEverywhere)
        .isPresent();
  }

  /** Nothing of the line rings: the call goes on at once, or is refused. */
  private Outcome elsewhere(
      Line line,
      Why why,
      Diversion.Reason reason,
      Optional<Planned> planned,
      RoutingDecision.Why otherwise) {
    List<LegPlan> legs = new ArrayList<>(silent(line, why));
    if (planned.isEmpty()) {
      return new Outcome(legs, ForwardPlan.nowhere(), Claims.NONE, Optional.of(otherwise));
    }
    Forward forward = planned.get().forward();
    List<Diversion> diversion =
        forward.by().map(number -> new Diversion(number, reason)).stream().toList();
    forward.legs().forEach(leg -> legs.add(leg.divertedBy(diversion)));
    return new Outcome(legs, forward.next(), planned.get().claims(), Optional.empty());
  }

  /** Everything that the line has, silent for this reason. */
  List<LegPlan> silent(Line line, Why why) {
    List<LegPlan> legs = new ArrayList<>();
    for (DeviceName device : line.devices()) {
      legs.add(silent(new LegTarget.SilentDevice(device), why));
    }
    User user = configuration.user(line.owner()).orElseThrow();
    for (RemoteDestination destination : user.remoteDestinations()) {
      legs.add(
          silent(
              new LegTarget.Destination(
                  user.id(), destination.name(), destination.number(), List.of()),
              why));
    }
    return legs;
  }

  private LegPlan silent(LegTarget target, Why why) {
    return new LegPlan(target, new DontRing(why), caller.inside(), List.of(), Optional.empty());
  }
}
