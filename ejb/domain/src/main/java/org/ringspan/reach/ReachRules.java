package org.ringspan.reach;

import java.time.Instant;
import java.util.Optional;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.ParkNumbers;
import org.ringspan.dialplan.Resolution;
import org.ringspan.reach.RoutingDecision.Place;
import org.ringspan.reach.RoutingDecision.Refuse;
import org.ringspan.reach.RoutingDecision.Why;
import org.ringspan.registration.Registrations;

/**
 * Decides for a call that arrives whom it rings (design guide page 21-50, figure 21-18).
 *
 * <ol>
 *   <li>Who comes by a trunk takes a channel of it; when there is none the call is refused.
 *   <li>Who calls, and what the caller may call: {@link CallerRules}.
 *   <li>One phone by its own address (GRUU), for phones of ours only: that phone rings, and nothing
 *       else.
 *   <li>An access number, which the server answers itself: {@link AccessRules}.
 *   <li>What is called: the dial plan says so in the caller's search space. A call from a trunk
 *       leaves again by another trunk only where the trunk's search space lets it, and never as an
 *       emergency call.
 *   <li>A number outside that is a remote destination's, dialled at a phone of ours, is a call to
 *       its user when the domain is set so ("Intelligent Session Control").
 *   <li>A line does what {@link LineRules} say, a hunt group what {@link HuntRules} say; a number
 *       outside or the mailbox rings at once.
 * </ol>
 *
 * Pure: the same configuration, registrations, trunks, occupation, call and moment give the same
 * decision.
 */
public final class ReachRules {
  private ReachRules() {}

  /**
   * What becomes of {@code call}.
   *
   * @param selection the trunks as they are now
   * @param occupied who can take no further call now
   * @param idle since when lines have had no call
   * @param now when it arrived: ring schedules and registrations are read at this moment
   */
  public static RoutingDecision route(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      RouteSelection selection,
      Occupied occupied,
      IdleTimes idle,
      IncomingCall call,
      Instant now) {
    return new Routing(
            configuration,
            registrations,
            selection,
            occupied,
            idle,
            call,
            now,
            Routing.Manner.DIALLED,
            CallerRules.callerOf(configuration, call, occupied))
        .route();
  }

  /** The same when all lines have been idle for the same time. */
  public static RoutingDecision route(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      RouteSelection selection,
      Occupied occupied,
      IncomingCall call,
      Instant now) {
    return route(configuration, registrations, selection, occupied, IdleTimes.NONE, call, now);
  }

  /**
   * Where {@code call} goes that a phone of ours sends elsewhere by a 3xx. It may do what the phone
   * may, but for emergency calls: those are made by people, and the caller is somebody else.
   *
   * @param call from the phone that redirects
   */
  public static RoutingDecision redirect(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      RouteSelection selection,
      IncomingCall call,
      Instant now) {
    return new Routing(
            configuration,
            registrations,
            selection,
            Occupied.NOBODY,
            IdleTimes.NONE,
            call,
            now,
            Routing.Manner.REDIRECTED,
            CallerRules.callerOf(configuration, call, Occupied.NOBODY))
        .route();
  }

  /**
   * Whom a call rings that a phone of ours sends elsewhere by REFER: it may do what the phone may,
   * as by {@link #redirect}, and shows who is sent. What is counted is counted.
   *
   * @param call from the phone that sends, to where it sends
   * @param sent who is sent, as if it called
   */
  public static RoutingDecision transfer(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      RouteSelection selection,
      Occupied occupied,
      IdleTimes idle,
      IncomingCall call,
      IncomingCall sent,
      Instant now) {
    RoutingDecision decision =
        new Routing(
                configuration,
                registrations,
                selection,
                occupied,
                idle,
                call,
                now,
                Routing.Manner.REDIRECTED,
                CallerRules.callerOf(configuration, call, Occupied.NOBODY))
            .route();
    return decision instanceof Place(var plan)
        ? new Place(
            Transferred.of(
                plan, CallerRules.callerOf(configuration, sent, Occupied.NOBODY).inside()))
        : decision;
  }

  /**
   * What becomes of a number that was keyed in by voice access or feature access: it is called as
   * from the user's desk, but for numbers that are blocked when they lead outside (design guide
   * page 21-65), and for emergency numbers, since the user isn't where the trunk is. The call that
   * the user has come by holds its trunk already.
   *
   * @param person has proved by a PIN who it is
   * @param call the one that has come, with the number that was keyed in as the one it calls
   * @param joins whether it is to be joined with a call of the user's that is on hold: then it
   *     doesn't count for the user's limit (D2)
   */
  public static RoutingDecision dialled(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      RouteSelection selection,
      Occupied occupied,
      IdleTimes idle,
      AccessPerson person,
      IncomingCall call,
      boolean joins,
      Instant now) {
    return CallerRules.callerByAccess(
            configuration, person, call, joins ? occupied.without(person.user()) : occupied)
        .map(
            caller ->
                new Routing(
                        configuration,
                        registrations,
                        selection,
                        occupied,
                        idle,
                        call,
                        now,
                        joins ? Routing.Manner.TO_JOIN : Routing.Manner.BY_ACCESS,
                        caller)
                    .route())
        .orElseGet(() -> new Refuse(Why.NO_SUCH_NUMBER));
  }

  /**
   * Whom a call rings that was parked for long: the lines of who has parked it, or another number.
   * It is the caller who waits; nothing is counted for it any more.
   *
   * @param call who waits, as if it called now; whom it calls is not looked at
   * @param to which number, in which search space; none: the telephones of {@code parker}
   */
  public static RoutingDecision recall(
      ConfigurationSnapshot configuration,
      Registrations registrations,
      RouteSelection selection,
      Occupied occupied,
      IdleTimes idle,
      IncomingCall call,
      UserId parker,
      ParkNumbers to,
      Instant now) {
    Caller waiting = CallerRules.callerOf(configuration, call, Occupied.NOBODY);
    Caller caller =
        new Caller(
            waiting.inside(),
            waiting.presented(),
            waiting.line(),
            waiting.numbers(),
            configuration.dialPlan().spaceOf(to.searchSpace(), Optional.empty()),
            waiting.pool(),
            new Anchoring.NotAnchored(Anchoring.Why.FROM_A_PHONE_OF_OURS));
    IncomingCall recalled = call.to(to.revertTo().orElse(""));
    Routing rules =
        new Routing(
            configuration,
            registrations,
            selection,
            occupied,
            idle,
            recalled,
            now,
            Routing.Manner.RECALLED,
            caller);
    if (to.revertTo().isPresent()) {
      return rules.route();
    }
    return configuration.linesOf(parker).stream()
        .findFirst()
        .map(line -> rules.place(line, caller.inside(), rules.rules(caller.inside()).called(line)))
        .orElseGet(() -> new Refuse(Why.NO_SUCH_NUMBER));
  }

  /** The park number that a phone means, which wants to park a call there. */
  public static Optional<DirectoryNumber> parkNumber(
      ConfigurationSnapshot configuration, IncomingCall call) {
    Caller caller = CallerRules.callerOf(configuration, call, Occupied.NOBODY);
    return configuration.dialPlan().resolve(call.called(), caller.space())
                instanceof Resolution.Park(var number, var retrieves, var changes)
            && !retrieves
        ? Optional.of(number)
        : Optional.empty();
  }
}
