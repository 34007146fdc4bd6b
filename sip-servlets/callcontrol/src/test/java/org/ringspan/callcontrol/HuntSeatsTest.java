package org.ringspan.callcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.HuntGroupName;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEvent.LegNotInvited.Why;
import org.ringspan.call.LegId;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.Claims;
import org.ringspan.reach.Counters;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.HuntSeat;
import org.ringspan.reach.Idleness;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;
import org.ringspan.reach.ReachPlan;

/** What members of a hunt group take while they ring, and that it is all given back. */
class HuntSeatsTest {
  private static final CallerIdentity CALLER = new CallerIdentity("", Optional.empty(), false);
  private static final LegId FIRST = new LegId(1);
  private static final LegId SECOND = new LegId(2);
  private static final LegId THIRD = new LegId(3);

  private final Counters counters = new Counters(() -> 1);
  private final HeldClaims held =
      new HeldClaims(
          new ReachPlan("52000", Optional.empty(), CALLER, List.of(), ForwardPlan.nowhere()),
          this::giveBack);
  private final HuntSeats seats =
      new HuntSeats(
          seat -> counters.tryReserve(seat.line(), seat.busyTrigger()),
          counters::tryReserve,
          this::giveBack);

  private void giveBack(Claims claims) {
    claims.users().forEach(counters::release);
    claims.lines().forEach(counters::release);
  }

  private static UserId user(int member) {
    return new UserId("user" + member);
  }

  private static DirectoryNumber line(int member) {
    return new DirectoryNumber("5123" + member);
  }

  private static LegPlan leg(int member, int place, LegTarget target) {
    return new LegPlan(
        target,
        new Ring(Duration.ZERO),
        CALLER,
        List.of(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.of(
            new HuntSeat(new HuntGroupName("sales"), user(member), line(member), 1, place)));
  }

  private static LegPlan desk(int member, int place) {
    return leg(member, place, new LegTarget.SilentDevice(new DeviceName("desk" + member)));
  }

  private static LegPlan mobile(int member, int place) {
    return leg(
        member,
        place,
        new LegTarget.Destination(
            user(member), "mobile", new DestinationNumber("+1408555789" + member), List.of()));
  }

  private boolean isFree(int member) {
    boolean free = counters.tryReserve(line(member), 1);
    if (free) {
      counters.release(line(member));
    }
    return free;
  }

  @Test
  @DisplayName("A line and a slot are taken once a member, and are free when the next one rings")
  void onwards() {
    assertThat(seats.take(FIRST, desk(0, 0), held)).isEmpty();
    assertThat(seats.take(SECOND, mobile(0, 0), held)).isEmpty();
    assertThat(isFree(0)).isFalse();
    assertThat(counters.inUse(user(0))).isEqualTo(1);

    assertThat(seats.take(THIRD, desk(1, 1), held)).isEmpty();
    assertThat(isFree(0)).isTrue();
    assertThat(counters.inUse(user(0))).isZero();
    assertThat(seats.lines()).containsExactly(line(1));
    seats.release();
    assertThat(isFree(1)).isTrue();
  }

  @Test
  @DisplayName("A line at its busy trigger, a user at the limit: the reason, and nothing is taken")
  void limits() {
    assertThat(counters.tryReserve(line(0), 1)).isTrue();
    assertThat(seats.take(FIRST, desk(0, 0), held)).contains(Why.MEMBER_BUSY);
    assertThat(counters.tryReserve(user(1))).isTrue();
    assertThat(seats.take(SECOND, mobile(1, 0), held)).contains(Why.TOO_MANY_CALLS);
    seats.release();
    assertThat(isFree(0)).isFalse();
    assertThat(counters.inUse(user(1))).isEqualTo(1);
    assertThat(isFree(1)).isTrue();
  }

  @Test
  @DisplayName(
      "Somebody answers at a mobile: the others are free, and the call counts for the winner")
  void answered() {
    LegPlan winner = mobile(1, 0);
    assertThat(seats.take(FIRST, mobile(0, 0), held)).isEmpty();
    assertThat(seats.take(SECOND, winner, held)).isEmpty();
    seats.talk(SECOND, Optional.of(winner.target()), held);
    assertThat(isFree(0)).isTrue();
    assertThat(counters.inUse(user(0))).isZero();
    assertThat(held.holds(user(1))).isTrue();
    assertThat(isFree(1)).isFalse();

    held.talk(true, Optional.empty(), Optional.of(winner.target()));
    assertThat(counters.inUse(user(1))).isEqualTo(1);
    seats.release();
    held.release();
    assertThat(isFree(1)).isTrue();
    assertThat(counters.inUse(user(1))).isZero();
  }

  @Test
  @DisplayName("Somebody answers at the desk: no slot is counted any more")
  void answeredAtTheDesk() {
    LegPlan winner = desk(0, 0);
    assertThat(seats.take(FIRST, winner, held)).isEmpty();
    assertThat(seats.take(SECOND, mobile(0, 0), held)).isEmpty();
    seats.talk(FIRST, Optional.of(winner.target()), held);
    assertThat(counters.inUse(user(0))).isZero();
    assertThat(held.holds(user(0))).isFalse();
    seats.release();
  }

  @Test
  @DisplayName("Whose line has a call isn't idle, else the end of the last one counts")
  void idle() {
    Idleness idleness = new Idleness(counters);
    Instant now = Instant.parse("2026-11-20T18:00:00Z");
    assertThat(idleness.idleSince(line(0))).isEqualTo(Instant.MIN);
    assertThat(seats.take(FIRST, desk(0, 0), held)).isEmpty();
    assertThat(idleness.idleSince(line(0))).isEqualTo(Instant.MAX);
    seats.release();
    idleness.ended(line(0), now);
    assertThat(idleness.idleSince(line(0))).isEqualTo(now);
  }
}
