package org.ringspan.reach;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.DestinationIndex.Entry;
import org.ringspan.configuration.DestinationIndex.Match;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ReachSettings.InboundSpace;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.User;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.reach.Anchoring.Anchored;
import org.ringspan.reach.Anchoring.NotAnchored;
import org.ringspan.reach.Anchoring.Why;
import org.ringspan.reach.CallOrigin.FromDevice;
import org.ringspan.reach.CallOrigin.FromTrunk;
import org.ringspan.trunk.Trunk;

/**
 * Who calls:
 *
 * <ol>
 *   <li>A phone of ours calls with its first line. What it claims to be in From is not believed.
 *   <li>A trunk tells the number of its caller. When that is the number of exactly one remote
 *       destination, whose user is enabled for mobility and has a line, the user calls: with the
 *       line's number (design guide page 21-72, "Caller ID Transformations"), and anchored (page
 *       21-70).
 *   <li>Such a call is routed in the trunk's search space or, when the domain is set so, in that of
 *       the line followed by the profile's (page 21-70).
 *   <li>It is not anchored when the user has as many calls at remote destinations as allowed (D2);
 *       it is placed all the same, but as a call that isn't anchored: in the trunk's search space.
 * </ol>
 */
final class CallerRules {
  private final ConfigurationSnapshot configuration;
  private final IncomingCall call;
  private final Occupied occupied;

  private CallerRules(ConfigurationSnapshot configuration, IncomingCall call, Occupied occupied) {
    this.configuration = configuration;
    this.call = call;
    this.occupied = occupied;
  }

  static Caller callerOf(
      ConfigurationSnapshot configuration, IncomingCall call, Occupied occupied) {
    CallerRules rules = new CallerRules(configuration, call, occupied);
    return switch (call.origin()) {
      case FromDevice(DeviceName device) -> rules.phone(device);
      case FromTrunk(TrunkName trunk) -> rules.trunk(trunk);
    };
  }

  private Caller phone(DeviceName name) {
    Optional<Device> device = configuration.device(name);
    Optional<Line> line =
        device.flatMap(one -> one.lines().stream().findFirst()).flatMap(configuration::line);
    // A phone without a line has no number, whatever it claims.
    CallerIdentity nameless =
        identity(
            device.flatMap(one -> configuration.user(one.owner())).map(User::name).orElse(""),
            Optional.empty());
    return new Caller(
        line.map(this::inside).orElse(nameless),
        line.map(this::outside).orElse(nameless),
        line,
        line.map(CallerRules::numbersOf).orElse(Set.of()),
        Spaces.ofPhone(configuration, line, device),
        device.flatMap(Device::pool),
        new NotAnchored(Why.FROM_A_PHONE_OF_OURS));
  }

  private Caller trunk(TrunkName name) {
    Optional<Trunk> trunk = configuration.trunk(name);
    SearchSpace space = configuration.dialPlan().spaceOfTrunk(trunk.flatMap(Trunk::searchSpace));
    Optional<DevicePoolName> pool = trunk.flatMap(Trunk::pool);
    Optional<String> number = call.caller().number();
    if (number.isEmpty()) {
      return stranger(space, pool, Why.NO_CALLER_NUMBER);
    }
    return switch (configuration.destinations().find(number.get())) {
      case Match.None none -> stranger(space, pool, Why.NO_DESTINATION);
      case Match.Several several -> stranger(space, pool, Why.SEVERAL_DESTINATIONS);
      case Match.One(var entry) -> known(entry, number.get(), space, pool);
    };
  }

  private Caller stranger(SearchSpace space, Optional<DevicePoolName> pool, Why why) {
    CallerIdentity caller = call.caller();
    return new Caller(
        caller,
        caller,
        Optional.empty(),
        caller.number().map(Set::of).orElse(Set.of()),
        space,
        pool,
        new NotAnchored(why));
  }

  private Caller known(
      Entry entry, String presented, SearchSpace ofTrunk, Optional<DevicePoolName> ofTrunkPool) {
    User user = configuration.user(entry.user()).orElseThrow();
    if (!user.mobility()) {
      return stranger(ofTrunk, ofTrunkPool, Why.MOBILITY_DISABLED);
    }
    Optional<Line> enterpriseLine = enterpriseLine(user, entry.destination());
    if (enterpriseLine.isEmpty()) {
      return stranger(ofTrunk, ofTrunkPool, Why.NO_LINE);
    }
    Line line = enterpriseLine.get();
    Set<String> numbers = new LinkedHashSet<>(numbersOf(line));
    numbers.add(presented);
    boolean anchored = !occupied.users().contains(user.id());
    SearchSpace space =
        anchored && configuration.reach().inboundSpace() == InboundSpace.PROFILE_AND_LINE
            ? Spaces.ofProfile(configuration, line, user.profile())
            : ofTrunk;
    return new Caller(
        inside(line),
        outside(line),
        Optional.of(line),
        numbers,
        space,
        ofTrunkPool.or(() -> user.profile().flatMap(RemoteDestinationProfile::pool)),
        anchored
            ? new Anchored(user.id(), entry.destination().number())
            : new NotAnchored(Why.LIMIT_REACHED));
  }

  /**
   * Somebody who has proved by a PIN to be a user of ours, and calls from outside as from the desk:
   * in the search space of the line followed by the profile's, always (page 21-71).
   *
   * @return nothing when the user is gone meanwhile, or may no longer
   */
  static Optional<Caller> callerByAccess(
      ConfigurationSnapshot configuration,
      AccessPerson person,
      IncomingCall call,
      Occupied occupied) {
    CallerRules rules = new CallerRules(configuration, call, occupied);
    Optional<User> user = configuration.user(person.user()).filter(User::mobility);
    return user.flatMap(
            known ->
                known.remoteDestinations().stream()
                    .filter(one -> one.number().equals(person.destination()))
                    .findFirst()
                    .flatMap(one -> enterpriseLine(configuration, known, one)))
        .map(line -> rules.byAccess(person, user.orElseThrow(), line));
  }

  private Caller byAccess(AccessPerson person, User user, Line line) {
    Set<String> numbers = new LinkedHashSet<>(numbersOf(line));
    call.caller().number().ifPresent(numbers::add);
    Optional<DevicePoolName> pool =
        switch (call.origin()) {
          case FromTrunk(var trunk) -> configuration.trunk(trunk).flatMap(Trunk::pool);
          case FromDevice(var device) -> configuration.device(device).flatMap(Device::pool);
        };
    return new Caller(
        inside(line),
        outside(line),
        Optional.of(line),
        numbers,
        Spaces.ofProfile(configuration, line, user.profile()),
        pool.or(() -> user.profile().flatMap(RemoteDestinationProfile::pool)),
        occupied.users().contains(user.id())
            ? new NotAnchored(Why.LIMIT_REACHED)
            : new Anchored(user.id(), person.destination()));
  }

  private Optional<Line> enterpriseLine(User user, RemoteDestination destination) {
    return enterpriseLine(configuration, user, destination);
  }

  /** The line that a destination is the mobile of: the first of those it shares. */
  static Optional<Line> enterpriseLine(
      ConfigurationSnapshot configuration, User user, RemoteDestination destination) {
    return switch (destination.attachment()) {
      case RemoteDestination.ToDevice(var device) ->
          configuration
              .device(device)
              .flatMap(phone -> phone.lines().stream().findFirst())
              .flatMap(configuration::line);
      case RemoteDestination.ToProfile() ->
          user.profile()
              .flatMap(
                  profile ->
                      configuration.linesOf(user.id()).stream()
                          .filter(line -> profile.shares(line.number()))
                          .findFirst());
    };
  }

  private CallerIdentity inside(Line line) {
    return identity(nameOf(line), Optional.of(line.number().digits()));
  }

  private CallerIdentity outside(Line line) {
    return identity(nameOf(line), line.did().map(E164Number::value));
  }

  private String nameOf(Line line) {
    return configuration.user(line.owner()).map(User::name).orElse("");
  }

  private CallerIdentity identity(String name, Optional<String> number) {
    return new CallerIdentity(name, number, call.caller().isPrivate());
  }

  private static Set<String> numbersOf(Line line) {
    Set<String> numbers = new LinkedHashSet<>();
    numbers.add(line.number().digits());
    line.did().map(E164Number::value).ifPresent(numbers::add);
    return numbers;
  }
}
