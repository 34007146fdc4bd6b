package org.ringspan.oracle;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.AccessList;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RingSchedule;
import org.ringspan.configuration.User;
import org.ringspan.configuration.Voicemail;
import org.ringspan.configuration.VoicemailAvoidance;
import org.ringspan.oracle.World.Call;
import org.ringspan.reach.CallOrigin.FromDevice;
import org.ringspan.reach.CallOrigin.FromTrunk;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.Forward;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.Occupied;
import org.ringspan.reach.ReachPlan;
import org.ringspan.reach.ReachRules;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.reach.RoutingDecision.Access;
import org.ringspan.reach.RoutingDecision.Place;
import org.ringspan.reach.RoutingDecision.Refuse;
import org.ringspan.reach.TrunkRoute;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.trunk.TestTrunks;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/** Puts a call to the product's rules and writes their answer as the oracle does. */
final class Product {
  private final World world;
  private final ConfigurationSnapshot snapshot;

  Product(World world) {
    this.world = world;
    this.snapshot = snapshot(world);
  }

  List<String> answer(Call call) {
    Instant now = Instant.ofEpochSecond(call.at());
    return words(
        ReachRules.route(
            snapshot,
            (device, at) -> bindings(world, device, now, at),
            TestTrunks.selection(snapshot.trunks()),
            Occupied.NOBODY,
            incoming(call),
            now));
  }

  private static IncomingCall incoming(Call call) {
    return new IncomingCall(
        call.fromGateway()
            ? new FromTrunk(new TrunkName(call.from()))
            : new FromDevice(new DeviceName(call.from())),
        call.called(),
        new CallerIdentity(call.shownName(), call.shownNumber(), call.hidden()));
  }

  private static List<Binding> bindings(World world, DeviceName device, Instant call, Instant at) {
    List<Binding> bindings = new ArrayList<>();
    for (World.Phone phone : world.phones()) {
      if (phone.name().equals(device.value())) {
        for (World.Place place : phone.places()) {
          bindings.add(
              new Binding(
                  device,
                  place.contact(),
                  new Flow(Transport.UDP, "127.0.0.1", 5080),
                  "call-id",
                  1,
                  call.plusSeconds(place.secondsLeft())));
        }
      }
    }
    return bindings.stream().filter(binding -> binding.isValidAt(at)).toList();
  }

  private static ConfigurationSnapshot snapshot(World world) {
    return new ConfigurationSnapshot(
        1,
        "ringspan.test",
        world.people().stream().map(Product::user).toList(),
        world.lines().stream().map(line -> line(world, line)).toList(),
        world.phones().stream().map(Product::device).toList(),
        Trunks.of(
            world.gateways().stream()
                .map(
                    gateway ->
                        Trunk.at(
                            new TrunkName(gateway.name()),
                            "127.0.0.1",
                            gateway.port(),
                            Transport.UDP))
                .toArray(Trunk[]::new)),
        world
            .mailbox()
            .map(
                mailbox ->
                    new Voicemail(
                        new DirectoryNumber(mailbox.pilot()),
                        new E164Number(mailbox.routedAs()),
                        new TrunkName(mailbox.gateway()))));
  }

  private static User user(World.Person person) {
    return new User(
        new UserId(person.id()),
        person.name(),
        person.mobility(),
        person.mobiles().stream().map(Product::destination).toList());
  }

  private static Line line(World world, World.Extension line) {
    return new Line(
        new DirectoryNumber(line.number()),
        line.did().map(E164Number::new),
        new UserId(line.owner()),
        world.phones().stream()
            .filter(phone -> phone.lines().contains(line.number()))
            .map(phone -> new DeviceName(phone.name()))
            .toList(),
        line.mailbox(),
        Duration.ofMillis(line.forwardAfterMillis()));
  }

  private static Device device(World.Phone phone) {
    return new Device(
        new DeviceName(phone.name()),
        new UserId(phone.owner()),
        phone.lines().stream().map(DirectoryNumber::new).toList());
  }

  private static RemoteDestination destination(World.Mobile mobile) {
    return new RemoteDestination(
        new DestinationNumber(mobile.number()),
        mobile.name(),
        new RemoteDestination.ToProfile(),
        true,
        mobile.reach(),
        new ReachTimers(
            Duration.ofMillis(mobile.delayMillis()),
            Duration.ofMillis(mobile.tooSoonMillis()),
            Duration.ofMillis(mobile.tooLateMillis())),
        mobile.filter().map(Product::accessList),
        mobile.schedule().map(Product::ringSchedule),
        mobile.keyed() ? Optional.of(VoicemailAvoidance.USER_CONTROL) : Optional.empty());
  }

  private static AccessList accessList(World.Filter filter) {
    return new AccessList(
        filter.allowed() ? AccessList.Kind.ALLOWED : AccessList.Kind.BLOCKED,
        filter.members().stream()
            .map(
                member ->
                    switch (member) {
                      case "private" -> new AccessList.Private();
                      case "not available" -> new AccessList.NotAvailable();
                      default -> new AccessList.NumberMask(member);
                    })
            .collect(Collectors.toSet()));
  }

  private static RingSchedule ringSchedule(World.Schedule schedule) {
    return new RingSchedule(
        ZoneId.of(schedule.zone()),
        schedule.hours().stream()
            .map(
                hours ->
                    new RingSchedule.Period(
                        hours.days().stream().map(DayOfWeek::of).collect(Collectors.toSet()),
                        LocalTime.ofSecondOfDay(hours.from() * 60L),
                        LocalTime.ofSecondOfDay(hours.to() % 1440 * 60L)))
            .toList());
  }

  private static List<String> words(RoutingDecision decision) {
    return switch (decision) {
      // Whether a longer number would mean something is the dial plan's matter, and tested there.
      case Refuse(var why, var status, var detail, var considered) ->
          List.of("refuse " + (why == RoutingDecision.Why.INCOMPLETE ? "NO_SUCH_NUMBER" : why));
      case Place(var plan) -> words(plan);
      case Access access -> throw new AssertionError("the oracle knows no access numbers");
      case RoutingDecision.Retrieve retrieve ->
          throw new AssertionError("the oracle knows no park numbers");
      case RoutingDecision.ParkAt park ->
          throw new AssertionError("the oracle knows no park numbers");
    };
  }

  private static List<String> words(ReachPlan plan) {
    List<String> words = new ArrayList<>();
    words.add(
        "place %s of %s by %s"
            .formatted(
                plan.called(),
                plan.user().map(UserId::value).orElse("nobody"),
                caller(plan.caller())));
    plan.legs().forEach(leg -> words.add(leg(leg)));
    words.add(
        plan.forward()
            .noAnswer()
            .map(place -> place(plan.forward(), place))
            .orElse("forward nowhere"));
    return words;
  }

  /** The mailbox, wherever the call goes from. */
  private static String place(ForwardPlan forward, Forward place) {
    if (!forward.busy().equals(forward.noAnswer())
        || !forward.unreachable().equals(forward.noAnswer())
        || !place.next().equals(ForwardPlan.nowhere())
        || place.legs().size() != 1) {
      return "forward " + forward;
    }
    if (place.legs().getFirst().target() instanceof LegTarget.MessageTaking(var owner)) {
      return "forward to leave a message for %s after %d shown %s"
          .formatted(owner, forward.after().toMillis(), caller(place.legs().getFirst().shown()));
    }
    if (!(place.legs().getFirst().target() instanceof LegTarget.Mailbox mailbox)) {
      return "forward " + forward;
    }
    return "forward mailbox %s after %d shown %s on %s by %s"
        .formatted(
            mailbox.number(),
            forward.after().toMillis(),
            caller(place.legs().getFirst().shown()),
            place.by().map(E164Number::value).orElse("-"),
            routes(mailbox.routes()));
  }

  private static String leg(LegPlan leg) {
    String target =
        switch (leg.target()) {
          case LegTarget.RegisteredDevice phone ->
              "phone " + phone.device() + " at " + phone.binding().contact();
          case LegTarget.SilentDevice phone -> "phone " + phone.device();
          case LegTarget.Destination mobile -> "mobile " + mobile.name() + " " + mobile.number();
          case LegTarget.OutsideNumber outside -> "outside " + outside.number();
          case LegTarget.Mailbox mailbox -> "mailbox " + mailbox.number();
          case LegTarget.OwnMailbox mailbox -> "mailbox of " + mailbox.owner();
        };
    return switch (leg.decision()) {
      case DontRing(var why, var detail) -> target + " " + why;
      case Ring(var after) ->
          "%s ring %d shown %s%s"
              .formatted(target, after.toMillis(), caller(leg.shown()), more(leg));
    };
  }

  private static String more(LegPlan leg) {
    return switch (leg.target()) {
      case LegTarget.RegisteredDevice phone -> "";
      case LegTarget.SilentDevice phone -> " though silent";
      case LegTarget.Destination mobile ->
          " for %s window %s by %s"
              .formatted(
                  leg.diversions().isEmpty()
                      ? "-"
                      : leg.diversions().stream()
                          .map(of -> of.number() + " " + of.reason().token())
                          .collect(Collectors.joining(", ")),
                  leg.window()
                      .map(
                          window -> window.tooSoon().toMillis() + "-" + window.tooLate().toMillis())
                      .orElseGet(
                          () ->
                              leg.userControl()
                                  .map(
                                      keys ->
                                          "key after %d within %d"
                                              .formatted(
                                                  keys.promptAfter().toMillis(),
                                                  keys.confirmWithin().toMillis()))
                                  .orElse("-")),
                  routes(mobile.routes()));
      case LegTarget.OutsideNumber outside -> " by " + routes(outside.routes());
      case LegTarget.Mailbox mailbox -> " by " + routes(mailbox.routes());
      case LegTarget.OwnMailbox mailbox -> "";
    };
  }

  private static String routes(List<TrunkRoute> routes) {
    return routes.stream()
        .map(route -> Oracle.way(route.trunk().value(), route.called(), caller(route.shown())))
        .collect(Collectors.joining());
  }

  private static String caller(CallerIdentity caller) {
    return Oracle.caller(caller.displayName(), caller.number(), caller.isPrivate());
  }
}
