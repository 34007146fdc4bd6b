package org.ringspan.provisioning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.provisioning.Step.Action;

/** Compares who is here with what the service was told. */
public final class ProvisioningRules {
  private ProvisioningRules() {}

  /**
   * What is to be done, users first.
   *
   * @param wanted everybody and every group
   * @param links whom the service was told
   */
  public static Plan plan(List<Wanted> wanted, List<Link> links) {
    Map<Place, Link> known = new HashMap<>();
    links.forEach(link -> known.put(new Place(link.kind(), link.id()), link));
    List<Step> steps = new ArrayList<>();
    int unchanged = 0;
    for (ThingKind kind : ThingKind.values()) {
      for (Wanted one : wanted) {
        if (one.kind() == kind) {
          Optional<Link> link = Optional.ofNullable(known.remove(new Place(kind, one.id())));
          Optional<Action> action = action(one, link);
          action.ifPresent(it -> steps.add(new Step(it, kind, one.name(), Optional.of(one), link)));
          unchanged += action.isEmpty() ? 1 : 0;
        }
      }
    }
    for (Link link : links) {
      if (known.containsKey(new Place(link.kind(), link.id()))) {
        if (link.kind() == ThingKind.GROUP) {
          steps.add(gone(Action.REMOVE, link));
        } else if (link.active()) {
          steps.add(gone(Action.DEACTIVATE, link));
        }
      }
    }
    int active =
        (int) links.stream().filter(link -> link.kind() == ThingKind.USER && link.active()).count();
    return new Plan(steps, unchanged, active);
  }

  private record Place(ThingKind kind, long id) {}

  private static Step gone(Action action, Link link) {
    return new Step(action, link.kind(), link.name(), Optional.empty(), Optional.of(link));
  }

  private static Optional<Action> action(Wanted wanted, Optional<Link> link) {
    if (link.isEmpty()) {
      // Who may not log in here isn't made there.
      return wanted.active() ? Optional.of(Action.CREATE) : Optional.empty();
    }
    if (wanted.active() != link.get().active()) {
      return Optional.of(wanted.active() ? Action.REACTIVATE : Action.DEACTIVATE);
    }
    return wanted.mark().equals(link.get().mark()) ? Optional.empty() : Optional.of(Action.UPDATE);
  }

  /**
   * What is to be done.
   *
   * @param unchanged of how many nothing is told
   * @param active how many users may log in at the service, as it was told
   */
  public record Plan(List<Step> steps, int unchanged, int active) {
    public Plan {
      steps = List.copyOf(steps);
    }

    /** How many users lose their login there. */
    public int deactivations() {
      return (int) steps.stream().filter(step -> step.action() == Action.DEACTIVATE).count();
    }

    /**
     * Whether an administrator is asked first.
     *
     * @param most of how many users in a hundred the login may be taken away without
     */
    public boolean needsConsent(int most) {
      return deactivations() > 0 && deactivations() * 100L > (long) most * active;
    }
  }
}
