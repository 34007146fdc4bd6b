package org.ringspan.reach;

import java.util.Optional;
import org.ringspan.dialplan.CallingNumber;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.dialplan.Presentation;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.trunk.NumberingPlan;
import org.ringspan.trunk.Trunk;

/**
 * Writes the two numbers of a call as a trunk wants them (UM15).
 *
 * <ol>
 *   <li>The best match among the trunk's transformation patterns changes each of them once (design
 *       guide page 21-72). For a caller of ours who is shown with the own public number, the
 *       patterns are asked about the public number, and if none of them knows it about the internal
 *       one.
 *   <li>Then both are written in the trunk's form.
 * </ol>
 *
 * A pattern can hide the caller's number; it never shows one that is withheld.
 */
final class OutboundNumbers {
  private final DialPlan plan;
  private final NumberingPlan numbering;

  OutboundNumbers(DialPlan plan, NumberingPlan numbering) {
    this.plan = plan;
    this.numbering = numbering;
  }

  /** A called number as {@code trunk} wants it. */
  String called(Trunk trunk, String number) {
    String transformed =
        trunk
            .numbers()
            .calledTransformations()
            .flatMap(plan::space)
            .map(space -> plan.transformCalled(number, space))
            .orElse(number);
    return trunk.numbers().called().write(transformed, numbering);
  }

  /**
   * A caller as {@code trunk} shows it.
   *
   * @param shown whom it lets be shown for this caller
   */
  CallerIdentity shown(Trunk trunk, CallerIdentity shown, OutboundCaller caller) {
    CallingNumber before = calling(shown.number(), shown);
    CallingNumber after =
        trunk
            .numbers()
            .callingTransformations()
            .flatMap(plan::space)
            .map(space -> transformed(before, shown, caller, space))
            .orElse(before);
    return new CallerIdentity(
        shown.displayName(),
        after
            .number()
            .filter(number -> !number.isEmpty())
            .map(number -> trunk.numbers().calling().write(number, numbering)),
        shown.isPrivate() || after.presentation() == Presentation.RESTRICTED);
  }

  private CallingNumber transformed(
      CallingNumber before, CallerIdentity shown, OutboundCaller caller, SearchSpace space) {
    CallingNumber after = plan.transformCalling(before, space);
    if (!after.equals(before) || caller.inside().isEmpty() || !shown.equals(caller.identity())) {
      return after;
    }
    CallingNumber inside = calling(caller.inside(), shown);
    CallingNumber changed = plan.transformCalling(inside, space);
    return changed.equals(inside) ? before : changed;
  }

  private static CallingNumber calling(Optional<String> number, CallerIdentity shown) {
    return new CallingNumber(number, shown.number(), Presentation.DEFAULT);
  }
}
