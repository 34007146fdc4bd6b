package org.ringspan.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ringspan.call.confirm.Confirmation;
import org.ringspan.reach.Forward;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.ReachPlan;

/** What becomes of a call that nobody takes, in sentences. */
final class ForwardText {
  private ForwardText() {}

  /** One sentence for each way on, and for those after them. */
  static List<String> of(ReachPlan plan) {
    List<String> sentences = new ArrayList<>();
    add(plan.forward(), "", 1, sentences);
    stillAsking(plan.legs(), plan.forward(), "", sentences);
    return sentences;
  }

  /** Who is asked for a key isn't left behind. */
  private static void stillAsking(
      List<LegPlan> legs, ForwardPlan plan, String there, List<String> sentences) {
    Optional<Duration> longest =
        legs.stream()
            .filter(LegPlan::rings)
            .filter(leg -> leg.userControl().isPresent())
            .map(Confirmation::longest)
            .max(Comparator.naturalOrder());
    if (longest.isPresent() && (plan.noAnswer().isPresent() || plan.givesUp())) {
      sentences.add(
          "Who has answered%s by then and is asked for a key keeps the call until that is decided, %d s longer at most."
              .formatted(there, longest.get().toSeconds()));
    }
  }

  private static void add(ForwardPlan plan, String there, int hop, List<String> sentences) {
    if (plan.givesUp()) {
      sentences.add(
          "When nobody takes the call%s within %d s, the caller is told."
              .formatted(there, plan.after().toSeconds()));
      return;
    }
    if (plan.noAnswer().isPresent()
        && (plan.isAlwaysTheSame()
            || plan.noAnswer().equals(plan.busy()) && plan.noAnswer().equals(plan.unreachable()))) {
      add(
          "When nobody takes the call%s within %d s, when it is declined or nobody can be rung"
              .formatted(there, plan.after().toSeconds()),
          plan.noAnswer(),
          hop,
          sentences);
      return;
    }
    add(
        "When nobody answers%s within %d s".formatted(there, plan.after().toSeconds()),
        plan.noAnswer(),
        hop,
        sentences);
    add("When the call is declined" + there, plan.busy(), hop, sentences);
    add("When nobody can be rung" + there, plan.unreachable(), hop, sentences);
  }

  private static void add(String when, Optional<Forward> to, int hop, List<String> sentences) {
    if (to.isEmpty()) {
      sentences.add(when + ", it is forwarded nowhere.");
      return;
    }
    String targets =
        to.get().legs().stream()
            .filter(LegPlan::rings)
            .map(ForwardText::name)
            .collect(Collectors.joining(" and "));
    sentences.add(when + ", it goes on to " + targets + ".");
    if (hop < Forward.MOST_HOPS && !to.get().next().equals(ForwardPlan.nowhere())) {
      add(to.get().next(), " there", to.get().hunting() ? hop : hop + 1, sentences);
      stillAsking(to.get().legs(), to.get().next(), " there", sentences);
    }
  }

  private static String name(LegPlan leg) {
    return LegText.name(PlannedLegs.of(1, 0, true, leg, ""), Optional.empty(), "the ")
        + leg.seat().map(seat -> " (" + seat.words() + ")").orElse("");
  }
}
