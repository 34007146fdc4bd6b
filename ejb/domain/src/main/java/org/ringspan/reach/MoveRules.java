package org.ringspan.reach;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DeviceName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.User;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegDecision.Why;
import org.ringspan.registration.Registrations;

/**
 * To which telephones a user's call moves that stands:
 *
 * <ol>
 *   <li>To the mobile (design guide, figure 21-20): all remote destinations marked as a mobile
 *       phone ring at once, whatever their schedules and access lists say, each with its own window
 *       for answers.
 *   <li>To the desk ("session handoff", page 21-51): all registered phones of the user's lines ring
 *       at once.
 *   <li>Where the user talks already nothing rings.
 *   <li>A call that goes to a mobile counts for the user's limit from then on (D2; page 21-75).
 * </ol>
 */
public final class MoveRules {
  private MoveRules() {}

  /** Where a call moves. */
  public enum To {
    /** The user's remote destinations that are mobile phones. */
    MOBILE,
    /** The user's phones of ours. */
    DESK
  }

  /**
   * What is known of the call.
   *
   * @param user who moves
   * @param other with whom the user talks, as if that one called now
   * @param at where the user talks now; none when it is no telephone of ours
   * @param counted whether the call counts for the user's limit already
   */
  public record Question(
      UserId user, To to, IncomingCall other, Optional<LegTarget> at, boolean counted) {}

  /**
   * What is to be done.
   *
   * @param legs those that ring, and why the others don't
   * @param claims what must be reserved
   */
  public record Plan(List<LegPlan> legs, Claims claims) {
    public Plan {
      legs = List.copyOf(legs);
    }

    /** Whether anything rings. */
    public boolean rings() {
      return legs.stream().anyMatch(leg -> leg.decision() instanceof Ring);
    }

    /** Nothing rings, since what it claims can't be had. */
    public Plan tooMany() {
      return new Plan(
          legs.stream()
              .map(
                  leg ->
                      leg.decision() instanceof Ring
                          ? new LegPlan(
                              leg.target(),
                              new DontRing(Why.TOO_MANY_CALLS),
                              leg.shown(),
                              leg.diversions(),
                              leg.window())
                          : leg)
              .toList(),
          Claims.NONE);
    }
  }

  /** Whom the call rings. */
  public static Plan plan(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      RouteSelection selection,
      Question question,
      Instant now) {
    Optional<User> user = configuration.user(question.user());
    List<Line> lines = configuration.linesOf(question.user());
    if (user.isEmpty() || lines.isEmpty()) {
      return new Plan(List.of(), Claims.NONE);
    }
    Caller other = CallerRules.callerOf(configuration, question.other(), Occupied.NOBODY);
    Plan plan =
        switch (question.to()) {
          case MOBILE ->
              toMobile(configuration, registrations, selection, question, other, user.get(), now);
          case DESK -> toDesk(configuration, registrations, question, other, lines, now);
        };
    return plan.rings() ? plan : new Plan(plan.legs(), Claims.NONE);
  }

  private static Plan toMobile(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      RouteSelection selection,
      Question question,
      Caller other,
      User user,
      Instant now) {
    DestinationRules rules =
        new DestinationRules(
            configuration,
            question.other(),
            other,
            new WaysOut(configuration, selection, other),
            device -> !registrations.bindingsOf(device, now).isEmpty(),
            now);
    Line line = configuration.linesOf(user.id()).getFirst();
    List<LegPlan> legs = new ArrayList<>();
    for (RemoteDestination destination : user.remoteDestinations()) {
      boolean inCall =
          question.at().isPresent()
              && question.at().get() instanceof LegTarget.Destination there
              && there.number().equals(destination.number());
      legs.add(rules.moved(destination, user, line, inCall));
    }
    Set<UserId> counts = question.counted() ? Set.of() : Set.of(user.id());
    return new Plan(legs, new Claims(counts, Set.of()));
  }

  private static Plan toDesk(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      Question question,
      Caller other,
      List<Line> lines,
      Instant now) {
    List<LegPlan> legs = new ArrayList<>();
    for (DeviceName device :
        lines.stream().flatMap(line -> line.devices().stream()).distinct().toList()) {
      if (question.at().flatMap(MoveRules::deviceOf).equals(Optional.of(device))) {
        legs.add(
            new LegPlan(
                new LegTarget.SilentDevice(device),
                new DontRing(Why.IS_IN_THE_CALL),
                other.inside(),
                List.of(),
                Optional.empty()));
      } else {
        legs.addAll(
            DeviceRules.legs(
                device,
                configuration.encryptionOf(device),
                question.other().origin(),
                registrations.bindingsOf(device, now),
                other.inside()));
      }
    }
    return new Plan(legs, Claims.NONE);
  }

  private static Optional<DeviceName> deviceOf(LegTarget target) {
    return switch (target) {
      case LegTarget.RegisteredDevice phone -> Optional.of(phone.device());
      case LegTarget.SilentDevice phone -> Optional.of(phone.device());
      case LegTarget.Destination destination -> Optional.empty();
      case LegTarget.OutsideNumber outside -> Optional.empty();
      case LegTarget.Mailbox mailbox -> Optional.empty();
      case LegTarget.OwnMailbox mailbox -> Optional.empty();
    };
  }
}
