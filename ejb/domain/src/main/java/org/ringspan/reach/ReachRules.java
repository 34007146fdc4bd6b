package org.ringspan.reach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.User;
import org.ringspan.configuration.Voicemail;
import org.ringspan.reach.CallOrigin.FromDevice;
import org.ringspan.reach.CallOrigin.FromTrunk;
import org.ringspan.reach.LegTarget.Mailbox;
import org.ringspan.reach.LegTarget.OutsideNumber;
import org.ringspan.reach.RoutingDecision.Place;
import org.ringspan.reach.RoutingDecision.Refuse;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Registrations;

/**
 * Decides for a call that arrives whom it rings (design guide page 21-50, figure 21-18).
 *
 * <ol>
 *   <li>Who calls: a phone calls with its line's number, a trunk tells the number of its caller.
 *   <li>What is called: a line, the mailbox, or, for phones of ours only, a number outside or one
 *       phone by its own address.
 *   <li>A line rings its devices at once ({@link DeviceRules}) and its user's remote destinations
 *       after their delay ({@link DestinationRules}).
 *   <li>When nobody answers, the line's mailbox takes the call.
 * </ol>
 *
 * Pure: the same snapshot, registrations, call and moment give the same decision.
 */
public final class ReachRules {
  private final ConfigurationSnapshot configuration;
  private final Registrations registrations;
  private final IncomingCall call;
  private final Instant now;

  private ReachRules(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      IncomingCall call,
      Instant now) {
    this.configuration = configuration;
    this.registrations = registrations;
    this.call = call;
    this.now = now;
  }

  /**
   * What becomes of {@code call}.
   *
   * @param now when it arrived: ring schedules and registrations are read at this moment
   */
  public static RoutingDecision route(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      IncomingCall call,
      Instant now) {
    return new ReachRules(configuration, registrations, call, now).route();
  }

  private RoutingDecision route() {
    if (call.instance().isPresent()) {
      return toPhone(call.instance().get());
    }
    Optional<Line> line = calledLine();
    if (line.isPresent()) {
      return new Place(planFor(line.get()));
    }
    return switch (call.origin()) {
      // A call from the telephone network reaches our lines and nothing else: it would leave again
      // at our cost.
      case FromTrunk trunk -> new Refuse(RoutingDecision.Why.NOT_A_NUMBER_OF_OURS);
      case FromDevice device -> outwards();
    };
  }

  private Optional<Line> calledLine() {
    Optional<Line> byDid = E164Number.in(call.called()).flatMap(configuration::line);
    return switch (call.origin()) {
      case FromTrunk trunk -> byDid;
      case FromDevice device -> byDid.or(this::lineByInternalNumber).or(this::lineByUserName);
    };
  }

  private Optional<Line> lineByInternalNumber() {
    return DirectoryNumber.in(call.called()).flatMap(configuration::line);
  }

  private Optional<Line> lineByUserName() {
    return UserId.in(call.called()).flatMap(configuration::primaryLine);
  }

  private RoutingDecision outwards() {
    Optional<Voicemail> mailbox =
        configuration.voicemail().filter(pilot -> pilot.pilot().digits().equals(call.called()));
    if (mailbox.isPresent()) {
      Voicemail pilot = mailbox.get();
      return new Place(
          single(new Mailbox(pilot.routedAs(), routes(pilot.trunk(), pilot.routedAs().value()))));
    }
    Optional<E164Number> outside = E164Number.in(call.called());
    if (outside.isEmpty()) {
      return new Refuse(RoutingDecision.Why.NO_SUCH_NUMBER);
    }
    return configuration
        .defaultTrunk()
        .<RoutingDecision>map(
            trunk ->
                new Place(
                    single(new OutsideNumber(call.called(), routes(trunk.name(), call.called())))))
        .orElseGet(() -> new Refuse(RoutingDecision.Why.NO_TRUNK));
  }

  /** The one phone that a GRUU names, and nothing else of its user (RFC 5627 section 5.4). */
  private RoutingDecision toPhone(String urn) {
    if (!(call.origin() instanceof FromDevice)) {
      return new Refuse(RoutingDecision.Why.NOT_A_NUMBER_OF_OURS);
    }
    Optional<Device> device =
        DeviceName.isValid(call.called())
            ? configuration.device(new DeviceName(call.called()))
            : Optional.empty();
    if (device.isEmpty()) {
      return new Refuse(RoutingDecision.Why.NO_SUCH_NUMBER);
    }
    List<Binding> ways =
        registrations.bindingsOf(device.get().name(), now).stream()
            .filter(
                binding -> binding.instance().filter(phone -> phone.urn().equals(urn)).isPresent())
            .toList();
    if (ways.isEmpty()) {
      return new Refuse(RoutingDecision.Why.PHONE_NOT_REGISTERED);
    }
    return new Place(
        new ReachPlan(
            call.called(),
            Optional.of(device.get().owner()),
            callerInside(),
            DeviceRules.legs(device.get().name(), call.origin(), ways, callerInside()),
            ForwardPlan.nowhere()));
  }

  private ReachPlan single(LegTarget target) {
    LegPlan leg =
        new LegPlan(
            target, LegDecision.Ring.atOnce(), callerOutside(), List.of(), Optional.empty());
    return new ReachPlan(
        call.called(), Optional.empty(), callerInside(), List.of(leg), ForwardPlan.nowhere());
  }

  private ReachPlan planFor(Line line) {
    User user = configuration.user(line.owner()).orElseThrow();
    List<LegPlan> legs = new ArrayList<>();
    for (DeviceName device : line.devices()) {
      DeviceRules.legs(device, call.origin(), registrations.bindingsOf(device, now), callerInside())
          .forEach(legs::add);
    }
    for (var destination : user.remoteDestinations()) {
      legs.add(
          DestinationRules.leg(
              destination,
              user,
              line,
              routesTo(destination.number().value()),
              callerInside(),
              callerOutside(),
              now));
    }
    return new ReachPlan(
        call.called(), Optional.of(user.id()), callerInside(), legs, forwardOf(line));
  }

  private List<TrunkRoute> routesTo(String number) {
    return configuration
        .defaultTrunk()
        .map(trunk -> routes(trunk.name(), number))
        .orElse(List.of());
  }

  private List<TrunkRoute> routes(TrunkName trunk, String number) {
    return List.of(new TrunkRoute(trunk, number, callerOutside()));
  }

  private ForwardPlan forwardOf(Line line) {
    if (!line.voicemail()) {
      return ForwardPlan.nowhere();
    }
    return configuration
        .voicemail()
        .map(pilot -> ForwardPlan.always(line.forwardNoAnswerAfter(), toMailbox(line, pilot)))
        .orElseGet(ForwardPlan::nowhere);
  }

  private Forward toMailbox(Line line, Voicemail pilot) {
    LegPlan leg =
        new LegPlan(
            new Mailbox(pilot.routedAs(), routes(pilot.trunk(), pilot.routedAs().value())),
            LegDecision.Ring.atOnce(),
            callerOutside(),
            List.of(),
            Optional.empty());
    return new Forward(line.did(), List.of(leg), ForwardPlan.nowhere());
  }

  /** The caller as our own phones and the records show it: a colleague by the internal number. */
  private CallerIdentity callerInside() {
    return callingLine()
        .map(line -> identityOf(line.owner(), Optional.of(line.number().digits())))
        .orElseGet(this::callerWithoutLine);
  }

  /**
   * The caller as the telephone network sees it: a colleague by the public number (UM15). An
   * internal number means nothing there.
   */
  private CallerIdentity callerOutside() {
    return callingLine()
        .map(line -> identityOf(line.owner(), line.did().map(E164Number::value)))
        .orElseGet(this::callerWithoutLine);
  }

  /** A trunk tells who calls; a phone without a line has no number, whatever it claims. */
  private CallerIdentity callerWithoutLine() {
    return switch (call.origin()) {
      case FromTrunk trunk -> call.caller();
      case FromDevice(DeviceName name) ->
          configuration
              .device(name)
              .map(device -> identityOf(device.owner(), Optional.empty()))
              .orElseGet(() -> new CallerIdentity("", Optional.empty(), call.caller().isPrivate()));
    };
  }

  private CallerIdentity identityOf(UserId owner, Optional<String> number) {
    String name = configuration.user(owner).map(User::name).orElse("");
    return new CallerIdentity(name, number, call.caller().isPrivate());
  }

  /** A phone calls with its first line. What it claims to be in From is not believed. */
  private Optional<Line> callingLine() {
    return switch (call.origin()) {
      case FromTrunk trunk -> Optional.empty();
      case FromDevice(DeviceName name) ->
          configuration
              .device(name)
              .map(Device::lines)
              .flatMap(lines -> lines.stream().findFirst())
              .flatMap(configuration::line);
    };
  }
}
