package org.ringspan.explain;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ringspan.reach.TrunkRoute;
import org.ringspan.record.LegCourse;

/** What becomes of one attempt of a leg. The first of each kind of thing counts. */
final class LegTrack {
  private final LegCourse planned;
  private Optional<TrunkRoute> route = Optional.empty();
  private OptionalLong invited = OptionalLong.empty();
  private OptionalLong ringing = OptionalLong.empty();
  private OptionalLong answered = OptionalLong.empty();
  private OptionalLong cleared = OptionalLong.empty();
  private OptionalInt status = OptionalInt.empty();
  private String ending = "";

  LegTrack(LegCourse planned) {
    this.planned = planned;
  }

  boolean isOf(int leg) {
    return planned.leg() == leg;
  }

  int attempt() {
    return planned.attempt();
  }

  void invited(long at, Optional<TrunkRoute> by) {
    invited = OptionalLong.of(at);
    route = by;
  }

  void rings(long at) {
    if (ringing.isEmpty()) {
      ringing = OptionalLong.of(at);
    }
  }

  void answered(long at) {
    if (answered.isEmpty()) {
      answered = OptionalLong.of(at);
      status = OptionalInt.of(200);
    }
  }

  void refused(long at, int with) {
    if (status.isEmpty()) {
      status = OptionalInt.of(with);
    }
    if (cleared.isEmpty()) {
      cleared = OptionalLong.of(at);
    }
  }

  void cleared(long at, String why) {
    if (cleared.isEmpty()) {
      cleared = OptionalLong.of(at);
      ending = why;
    }
  }

  LegCourse course() {
    return new LegCourse(
        planned.leg(),
        planned.attempt(),
        planned.forwarded(),
        planned.kind(),
        planned.target(),
        planned.name(),
        planned.delayMillis(),
        planned.silent(),
        planned.detail(),
        planned.tooSoonMillis(),
        planned.tooLateMillis(),
        route.map(by -> by.trunk().value()),
        route.map(TrunkRoute::called),
        invited,
        ringing,
        answered,
        cleared,
        status,
        ending);
  }
}
