package org.ringspan.reach;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.DestinationIndex.Entry;
import org.ringspan.configuration.DestinationIndex.Match;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.User;
import org.ringspan.dialplan.CallClass;
import org.ringspan.dialplan.CallingNumber;
import org.ringspan.dialplan.Presentation;
import org.ringspan.dialplan.Resolution;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.reach.LegTarget.OutsideNumber;
import org.ringspan.reach.RoutingDecision.Place;
import org.ringspan.reach.RoutingDecision.Refuse;
import org.ringspan.reach.RoutingDecision.Why;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Registrations;

/**
 * One call on its way through the steps of {@link ReachRules}. Pure, as these are; used once, or
 * for several questions about the same call.
 */
final class Routing {
  private final ConfigurationSnapshot configuration;
  private final Registrations registrations;
  private final Occupied occupied;
  private final IdleTimes idle;
  private final IncomingCall call;
  private final Instant now;
  private final Manner manner;
  private final Caller caller;
  private final WaysOut ways;

  /** How a call comes to be made. */
  enum Manner {
    /** By who calls. */
    DIALLED,
    /** By a phone of ours that sends another call elsewhere. */
    REDIRECTED,
    /** By keys, after the server has answered. */
    BY_ACCESS,
    /** The same, to join this call with one of the user's that is on hold. */
    TO_JOIN,
    /** By the server, since the call was parked for long. */
    RECALLED
  }

  Routing(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      RouteSelection selection,
      Occupied occupied,
      IdleTimes idle,
      IncomingCall call,
      Instant now,
      Manner manner,
      Caller caller) {
    this.configuration = configuration;
    this.registrations = registrations;
    this.occupied = occupied;
    this.idle = idle;
    this.call = call;
    this.now = now;
    this.manner = manner;
    this.caller = caller;
    this.ways = new WaysOut(configuration, selection, caller);
  }

  private RoutingDecision parked(DirectoryNumber number, boolean retrieves) {
    if (retrieves && (manner == Manner.DIALLED && isFromPhone() || manner == Manner.BY_ACCESS)) {
      return new RoutingDecision.Retrieve(
          number,
          new ReachPlan(
              call.called(),
              Optional.empty(),
              caller.inside(),
              List.of(),
              ForwardPlan.nowhere(),
              caller.anchoring(),
              withCaller(Claims.NONE),
              keysOfCaller()));
    }
    if (!retrieves && manner == Manner.TO_JOIN) {
      return new RoutingDecision.ParkAt(number);
    }
    return new Refuse(
        isFromInside()
            ? retrieves ? Why.NO_SUCH_NUMBER : Why.NOTHING_TO_PARK
            : Why.NOT_A_NUMBER_OF_OURS);
  }

  /** What becomes of it, and the media of who calls. */
  RoutingDecision route() {
    MediaEncryption callers =
        switch (call.origin()) {
          case CallOrigin.FromDevice(var device) -> configuration.encryptionOf(device);
          case CallOrigin.FromTrunk(var trunk) -> configuration.encryptionOf(trunk);
        };
    return switch (decide()) {
      case RoutingDecision.Place(var plan) -> new RoutingDecision.Place(plan.encrypted(callers));
      case RoutingDecision.Access(var plan, var terms, var person) ->
          new RoutingDecision.Access(plan.encrypted(callers), terms, person);
      case RoutingDecision.Retrieve(var number, var plan) ->
          new RoutingDecision.Retrieve(number, plan.encrypted(callers));
      case RoutingDecision.ParkAt at -> at;
      case Refuse refused -> refused;
    };
  }

  private RoutingDecision decide() {
    if (occupied.trunk()) {
      return new Refuse(Why.NO_FREE_CHANNEL);
    }
    if (call.instance().isPresent()) {
      return toPhone(call.instance().get());
    }
    Optional<AccessTerms> access =
        manner == Manner.DIALLED
            ? AccessRules.termsOf(configuration.reach(), call.called())
            : Optional.empty();
    if (access.isPresent()) {
      return answeredByServer(access.get());
    }
    Resolution called = configuration.dialPlan().resolve(call.called(), caller.space());
    return switch (called) {
      case Resolution.Line line -> toLine(line);
      case Resolution.HuntGroup group -> toGroup(group);
      case Resolution.Park(var number, var retrieves, var changes) -> parked(number, retrieves);
      case Resolution.Voicemail pilot -> toMailbox();
      case Resolution.Route route when isEmergency(route) && !isFromPhone() ->
          new Refuse(Why.NOT_A_NUMBER_OF_OURS);
      case Resolution.Route route when isEmergency(route) && manner != Manner.DIALLED ->
          new Refuse(Why.NO_SUCH_NUMBER);
      case Resolution.Route route when isBlockedForAccess() -> new Refuse(Why.BLOCKED_FOR_ACCESS);
      case Resolution.Route route -> dialledDestination(route).orElseGet(() -> outwards(route));
      case Resolution.Blocked(var cause) ->
          new Refuse(Why.BLOCKED_BY_DIAL_PLAN, cause.status(), cause.name(), List.of());
      case Resolution.NoMatch none when isFromInside() && leadsOutWithoutTrunk() ->
          new Refuse(Why.NO_TRUNK);
      case Resolution.NoMatch none ->
          new Refuse(isFromInside() ? Why.NO_SUCH_NUMBER : Why.NOT_A_NUMBER_OF_OURS);
      case Resolution.Incomplete incomplete ->
          new Refuse(isFromInside() ? Why.INCOMPLETE : Why.NOT_A_NUMBER_OF_OURS);
    };
  }

  /** A call to an access number counts for its trunk only, until it calls somebody. */
  private RoutingDecision answeredByServer(AccessTerms terms) {
    Claims claims =
        switch (call.origin()) {
          case CallOrigin.FromTrunk(var trunk) -> Claims.NONE.by(trunk);
          case CallOrigin.FromDevice phone -> Claims.NONE;
        };
    return new RoutingDecision.Access(
        new ReachPlan(
            call.called(),
            Optional.empty(),
            caller.inside(),
            List.of(),
            ForwardPlan.nowhere(),
            caller.anchoring(),
            claims),
        terms,
        AccessRules.callerOf(configuration, call, terms));
  }

  private boolean isBlockedForAccess() {
    return isByAccess() && configuration.reach().access().blockedNumbers().contains(call.called());
  }

  /** Without any trunk the dial plan knows no number outside. */
  private boolean leadsOutWithoutTrunk() {
    return configuration.defaultTrunk().isEmpty() && E164Number.in(call.called()).isPresent();
  }

  private boolean isFromPhone() {
    return call.origin() instanceof CallOrigin.FromDevice;
  }

  private boolean isFromInside() {
    return isFromPhone() || isByAccess();
  }

  private boolean isByAccess() {
    return manner == Manner.BY_ACCESS || manner == Manner.TO_JOIN;
  }

  /** Emergency numbers are found from every search space; who calls from outside has his own. */
  static boolean isEmergency(Resolution.Route route) {
    return route.callClass() == CallClass.EMERGENCY;
  }

  private RoutingDecision toLine(Resolution.Line called) {
    Line line = configuration.line(called.number()).orElseThrow();
    CallerIdentity inside = shownInside(called);
    return place(line, inside, rules(inside).called(line));
  }

  private RoutingDecision toGroup(Resolution.HuntGroup called) {
    HuntGroup group = configuration.huntGroups().find(called.number()).orElseThrow();
    CallerIdentity inside = shownInside(called);
    return place(Optional.empty(), group.name().value(), inside, rules(inside).called(group));
  }

  /** The rules of lines, for a caller who is shown so inside. */
  LineRules rules(CallerIdentity inside) {
    Caller asShown =
        new Caller(
            inside,
            caller.presented(),
            caller.line(),
            caller.numbers(),
            caller.space(),
            caller.pool(),
            caller.anchoring());
    return new LineRules(configuration, registrations, call, asShown, ways, occupied, idle, now);
  }

  /**
   * A call to the number of a remote destination, as it was dialled or as it leaves, is one to the
   * destination's user. Emergency numbers are nobody's.
   */
  private Optional<RoutingDecision> dialledDestination(Resolution.Route route) {
    if (!configuration.reach().sessionControl().on() || !isFromInside() || isEmergency(route)) {
      return Optional.empty();
    }
    return destinationOf(call.called())
        .or(() -> destinationOf(route.called()))
        .flatMap(
            entry -> {
              User user = configuration.user(entry.user()).orElseThrow();
              return CallerRules.enterpriseLine(configuration, user, entry.destination())
                  .flatMap(
                      line ->
                          rules(caller.inside())
                              .dialled(entry.destination(), user, line)
                              .map(outcome -> place(line, caller.inside(), outcome)));
            });
  }

  private Optional<Entry> destinationOf(String number) {
    return configuration.destinations().find(number) instanceof Match.One(var entry)
        ? Optional.of(entry)
        : Optional.empty();
  }

  /** A call to a line, once it is known what the line does. */
  RoutingDecision place(Line line, CallerIdentity inside, LineRules.Outcome outcome) {
    return place(Optional.of(line.owner()), line.number().digits(), inside, outcome);
  }

  private RoutingDecision place(
      Optional<UserId> owner, String what, CallerIdentity inside, LineRules.Outcome outcome) {
    if (outcome.refusal().isPresent()) {
      Why why = outcome.refusal().get();
      return new Refuse(why, why.status(), what, outcome.legs());
    }
    return new Place(
        new ReachPlan(
            call.called(),
            owner,
            inside,
            outcome.legs(),
            outcome.next(),
            caller.anchoring(),
            withCaller(outcome.claims()),
            keysOfCaller()));
  }

  /** The one phone that a GRUU names, and nothing else of its user (RFC 5627 section 5.4). */
  private RoutingDecision toPhone(String urn) {
    if (!isFromPhone()) {
      return new Refuse(Why.NOT_A_NUMBER_OF_OURS);
    }
    Optional<Device> device =
        DeviceName.isValid(call.called())
            ? configuration.device(new DeviceName(call.called()))
            : Optional.empty();
    if (device.isEmpty()) {
      return new Refuse(Why.NO_SUCH_NUMBER);
    }
    List<Binding> flows =
        registrations.bindingsOf(device.get().name(), now).stream()
            .filter(
                binding -> binding.instance().filter(phone -> phone.urn().equals(urn)).isPresent())
            .toList();
    if (flows.isEmpty()) {
      return new Refuse(Why.PHONE_NOT_REGISTERED);
    }
    return new Place(
        new ReachPlan(
            call.called(),
            Optional.of(device.get().owner()),
            caller.inside(),
            DeviceRules.legs(
                device.get().name(),
                device.get().encryption(),
                call.origin(),
                flows,
                caller.inside()),
            ForwardPlan.nowhere(),
            caller.anchoring(),
            Claims.NONE));
  }

  /** Translations on the way to a line may change the calling number. */
  private CallerIdentity shownInside(Resolution called) {
    CallerIdentity caller = this.caller.inside();
    if (called.callingChanges().isEmpty()) {
      return caller;
    }
    CallingNumber changed =
        called.calling(
            new CallingNumber(
                caller.number(), this.caller.presented().number(), Presentation.DEFAULT));
    return new CallerIdentity(
        caller.displayName(),
        changed.number(),
        caller.isPrivate() || changed.presentation() == Presentation.RESTRICTED);
  }

  private RoutingDecision toMailbox() {
    if (ways.outside().isEmpty()) {
      return ownUser()
          .<RoutingDecision>map(
              user -> single(new LegTarget.MailboxAccess(user), caller.presented()))
          .orElseGet(() -> new Refuse(Why.NOT_A_NUMBER_OF_OURS));
    }
    return ways.mailboxOutside(Optional.empty())
        .<RoutingDecision>map(mailbox -> single(mailbox, caller.presented()))
        .orElseGet(() -> new Refuse(Why.NO_TRUNK));
  }

  /** Whose telephone calls, at the desk or elsewhere: the owner of the mailbox that is meant. */
  private Optional<UserId> ownUser() {
    return switch (call.origin()) {
      case CallOrigin.FromDevice(var name) -> configuration.device(name).map(Device::owner);
      case CallOrigin.FromTrunk trunk ->
          caller.anchoring() instanceof Anchoring.Anchored(var user, var destination)
              ? Optional.of(user)
              : Optional.empty();
    };
  }

  private RoutingDecision outwards(Resolution.Route route) {
    WaysOut.Ways found = ways.by(route, Optional.empty(), Set.of());
    return found.routes().isEmpty()
        ? new Refuse(Why.NO_TRUNK, Why.NO_TRUNK.status(), found.objections(), List.of())
        : single(new OutsideNumber(found.called(), found.routes()), found.shown());
  }

  private RoutingDecision single(LegTarget target, CallerIdentity shown) {
    LegPlan leg =
        new LegPlan(target, LegDecision.Ring.atOnce(), shown, List.of(), Optional.empty());
    return new Place(
        new ReachPlan(
            call.called(),
            Optional.empty(),
            caller.inside(),
            List.of(leg),
            ForwardPlan.nowhere(),
            caller.anchoring(),
            withCaller(Claims.NONE),
            keysOfCaller()));
  }

  private Optional<MidCall> keysOfCaller() {
    return caller.anchoring() instanceof Anchoring.Anchored(var user, var destination)
        ? configuration.user(user).flatMap(known -> MidCall.of(configuration.reach(), known))
        : Optional.empty();
  }

  /** An anchored call counts for the user who makes it, one by a trunk for that trunk. */
  private Claims withCaller(Claims called) {
    Claims claims =
        switch (call.origin()) {
          case CallOrigin.FromTrunk(var trunk) when manner == Manner.DIALLED -> called.by(trunk);
          case CallOrigin held -> called;
        };
    if (manner == Manner.TO_JOIN
        || !(caller.anchoring() instanceof Anchoring.Anchored(var user, var destination))) {
      return claims;
    }
    Set<UserId> users = new HashSet<>(claims.users());
    users.add(user);
    return claims.of(users);
  }
}
