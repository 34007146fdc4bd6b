package org.ringspan.reach.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ParkNumbers;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.reach.AccessPerson;
import org.ringspan.reach.CallAdmission;
import org.ringspan.reach.Claims;
import org.ringspan.reach.Counters;
import org.ringspan.reach.HuntSeat;
import org.ringspan.reach.Idleness;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.MoveRules;
import org.ringspan.reach.Occupied;
import org.ringspan.reach.ReachRules;
import org.ringspan.reach.RouteSelection;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.registration.Registrations;
import org.ringspan.trunk.NumberingPlan;
import org.ringspan.trunk.Rotation;
import org.ringspan.trunk.TrunkChannels;
import org.ringspan.trunk.TrunkStates;

/**
 * Decides whom a call rings, with the configuration, the registrations and the trunks of this
 * moment. Reads memory only.
 */
// No pool to wait for and no container lock: what changes here changes atomically.
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReachService {
  @Inject private ConfigurationSource configuration;
  @Inject private Registrations registrations;
  @Inject private TrunkStates states;
  @Inject private NumberingPlan numbering;
  @Inject private Rotation rotation;
  @Inject private Clock clock;

  @Inject private TrunkChannels channels;

  private final Counters counters =
      new Counters(() -> configuration.current().reach().callsPerUser());
  private final Idleness idleness = new Idleness(counters);
  private CallAdmission admission;

  @PostConstruct
  void start() {
    admission = new CallAdmission(counters, counters, channels);
  }

  /**
   * What becomes of {@code call} now; see {@link ReachRules}. What a plan claims is reserved: who
   * places it gives it back by {@link #release} when the call ends, once.
   */
  public RoutingDecision route(IncomingCall call) {
    ConfigurationSnapshot snapshot = configuration.current();
    RouteSelection selection = selection(snapshot, rotation);
    Instant now = clock.instant();
    return admission.admit(
        occupied ->
            ReachRules.route(snapshot, registrations, selection, occupied, idleness, call, now),
        line -> snapshot.line(line).map(Line::busyTrigger).orElse(Line.DEFAULT_BUSY_TRIGGER));
  }

  /**
   * What becomes of the number that somebody has keyed in by voice access or feature access; see
   * {@link ReachRules#dialled}. What the plan claims is reserved, as for {@link #route}.
   *
   * @param person has proved by a PIN who it is
   * @param call the one that has come, with the number that was keyed in as the one it calls
   * @param joins whether it is to be joined with a call of the user's that is on hold
   */
  public RoutingDecision dialled(AccessPerson person, IncomingCall call, boolean joins) {
    ConfigurationSnapshot snapshot = configuration.current();
    RouteSelection selection = selection(snapshot, rotation);
    Instant now = clock.instant();
    return admission.admit(
        occupied ->
            ReachRules.dialled(
                snapshot, registrations, selection, occupied, idleness, person, call, joins, now),
        line -> snapshot.line(line).map(Line::busyTrigger).orElse(Line.DEFAULT_BUSY_TRIGGER));
  }

  /**
   * Where a leg of a placed call is sent by its telephone; see {@link ReachRules#redirect}. The
   * call is counted already: nothing more is reserved.
   */
  public RoutingDecision redirect(IncomingCall call) {
    ConfigurationSnapshot snapshot = configuration.current();
    return ReachRules.redirect(
        snapshot, registrations, selection(snapshot, rotation), call, clock.instant());
  }

  /**
   * Whom a call rings that stands and is to move; see {@link MoveRules}. What the plan claims is
   * reserved, as for {@link #route}.
   */
  public MoveRules.Plan move(MoveRules.Question question) {
    ConfigurationSnapshot snapshot = configuration.current();
    MoveRules.Plan plan =
        MoveRules.plan(
            snapshot, registrations, selection(snapshot, rotation), question, clock.instant());
    return plan.claims().isEmpty() || counters.tryReserve(question.user()) ? plan : plan.tooMany();
  }

  /**
   * Whom a call rings that was parked for long; see {@link ReachRules#recall}. What the plan claims
   * is reserved, as for {@link #route}.
   *
   * @param call who waits, as if it called now
   * @param parker who has parked it
   * @param at at which number; nothing rings when it is a park number no more
   */
  public RoutingDecision recall(IncomingCall call, UserId parker, DirectoryNumber at) {
    ConfigurationSnapshot snapshot = configuration.current();
    RouteSelection selection = selection(snapshot, rotation);
    Instant now = clock.instant();
    Optional<ParkNumbers> range = snapshot.parks().find(at);
    return range.isEmpty()
        ? new RoutingDecision.Refuse(RoutingDecision.Why.NO_SUCH_NUMBER)
        : admission.admit(
            occupied ->
                ReachRules.recall(
                    snapshot,
                    registrations,
                    selection,
                    occupied,
                    idleness,
                    call,
                    parker,
                    range.get(),
                    now),
            line -> snapshot.line(line).map(Line::busyTrigger).orElse(Line.DEFAULT_BUSY_TRIGGER));
  }

  /**
   * Whom a call rings that a telephone of ours sends elsewhere; see {@link ReachRules#transfer}.
   * What the plan claims is reserved, as for {@link #route}.
   *
   * @param call from the telephone that sends, to where it sends
   * @param sent who is sent, as if it called now
   */
  public RoutingDecision transfer(IncomingCall call, IncomingCall sent) {
    ConfigurationSnapshot snapshot = configuration.current();
    RouteSelection selection = selection(snapshot, rotation);
    Instant now = clock.instant();
    return admission.admit(
        occupied ->
            ReachRules.transfer(
                snapshot, registrations, selection, occupied, idleness, call, sent, now),
        line -> snapshot.line(line).map(Line::busyTrigger).orElse(Line.DEFAULT_BUSY_TRIGGER));
  }

  /**
   * Takes what a leg of a hunt group's call needs, when it is invited: one more call of the
   * member's line. Who has taken it gives it back by {@link #release}.
   *
   * @return false when the line carries as many as its busy trigger; nothing is taken then
   */
  public boolean takeLine(HuntSeat seat) {
    return counters.tryReserve(seat.line(), seat.busyTrigger());
  }

  /**
   * Takes one of the calls that a user may have at remote destinations, when a leg of a hunt
   * group's call is invited there. Who has taken it gives it back by {@link #release}.
   *
   * @return false when the user has as many as allowed; nothing is taken then
   */
  public boolean takeSlot(UserId user) {
    return counters.tryReserve(user);
  }

  /**
   * A call is over in which somebody has talked.
   *
   * @param lines those that it was a call of
   * @param caller the phone of ours that made it
   */
  public void talked(Set<DirectoryNumber> lines, Optional<DeviceName> caller) {
    Instant now = clock.instant();
    lines.forEach(line -> idleness.ended(line, now));
    caller
        .flatMap(device -> configuration.current().device(device))
        .flatMap(device -> device.lines().stream().findFirst())
        .ifPresent(line -> idleness.ended(line, now));
  }

  /** Gives back what a plan has claimed. */
  public void release(Claims claims) {
    admission.release(claims);
  }

  /**
   * What would become of {@code call}: by the same rules, but nothing is reserved and no trunk
   * takes its turn.
   *
   * @param moment when it would arrive
   * @param assumed which phones are registered then; absent: those that are now
   * @param occupied who can take no further call then
   */
  public RoutingDecision explain(
      IncomingCall call, Instant moment, Optional<Registrations> assumed, Occupied occupied) {
    ConfigurationSnapshot snapshot = configuration.current();
    return ReachRules.route(
        snapshot,
        assumed.orElse(registrations),
        selection(snapshot, Rotation.counting()),
        occupied,
        idleness,
        call,
        moment);
  }

  private RouteSelection selection(ConfigurationSnapshot snapshot, Rotation turns) {
    return new RouteSelection(snapshot.trunks(), states, turns, numbering, snapshot.dialPlan());
  }
}
