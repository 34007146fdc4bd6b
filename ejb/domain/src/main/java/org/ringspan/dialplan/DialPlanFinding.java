package org.ringspan.dialplan;

import java.util.List;

/** Something about a dial plan that is allowed and yet hardly meant. */
public sealed interface DialPlanFinding {
  /** For an administrator, in one sentence. */
  String sentence();

  /** In every search space that reaches the entry, others win for all its numbers. */
  record AlwaysHidden(DialPlanEntry entry, List<NumberPattern> by) implements DialPlanFinding {
    public AlwaysHidden {
      by = List.copyOf(by);
    }

    @Override
    public String sentence() {
      return "Pattern "
          + entry.pattern()
          + " in partition "
          + entry.partition()
          + " is never reached: all its numbers are taken by "
          + String.join(", ", by.stream().map(NumberPattern::toString).toList())
          + ".";
    }
  }

  /** The entry means an emergency number, which is found before it. */
  record HiddenByEmergency(DialPlanEntry entry, RoutePattern emergency) implements DialPlanFinding {
    @Override
    public String sentence() {
      return "Pattern "
          + entry.pattern()
          + " in partition "
          + entry.partition()
          + " would hide emergency pattern "
          + emergency.pattern()
          + ": the emergency call is placed instead.";
    }
  }

  /** No search space holds the partition, and it holds more than emergency patterns. */
  record UnusedPartition(PartitionName partition) implements DialPlanFinding {
    @Override
    public String sentence() {
      return "Partition " + partition + " is in no search space: nobody reaches its patterns.";
    }
  }

  /** The search space holds no partition. */
  record EmptySearchSpace(SearchSpaceName space) implements DialPlanFinding {
    @Override
    public String sentence() {
      return "Search space " + space + " has no partition: only emergency numbers can be dialled.";
    }
  }

  /** The pattern leads to a route list or trunk that isn't there. */
  record LeadsNowhere(RoutePattern route) implements DialPlanFinding {
    @Override
    public String sentence() {
      String target =
          switch (route.target()) {
            case RouteTarget.ToRouteList(var list) -> "route list " + list;
            case RouteTarget.ToTrunk(var trunk) -> "trunk " + trunk;
            case RouteTarget.Block(var cause) -> cause.toString();
          };
      return (route.isEmergency() ? "EMERGENCY pattern " : "Pattern ")
          + route.pattern()
          + " in partition "
          + route.partition()
          + " leads to "
          + target
          + ", which isn't there: its calls fail.";
    }
  }

  /** Numbers can be dialled outside, but no emergency number. */
  record NoEmergencyNumber() implements DialPlanFinding {
    @Override
    public String sentence() {
      return "No pattern is of class emergency: emergency numbers can't be relied on.";
    }
  }

  /** A number of the translation pattern is translated again and again. */
  record TranslationLoop(TranslationPattern translation, String number) implements DialPlanFinding {
    @Override
    public String sentence() {
      return "Translation pattern "
          + translation.pattern()
          + " in partition "
          + translation.partition()
          + " goes round in a circle, for example with "
          + number
          + ".";
    }
  }

  /** Two patterns of one partition are equally good for some numbers; the first configured wins. */
  record Ambiguous(DialPlanEntry wins, DialPlanEntry loses) implements DialPlanFinding {
    @Override
    public String sentence() {
      return "Patterns "
          + wins.pattern()
          + " and "
          + loses.pattern()
          + " in partition "
          + wins.partition()
          + " are equally good for some numbers; "
          + wins.pattern()
          + " wins because it is configured first.";
    }
  }
}
