package org.ringspan.dialplan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.dialplan.CompiledPlan.Emergency;
import org.ringspan.dialplan.CompiledPlan.Named;
import org.ringspan.dialplan.PatternTrie.Slot;
import org.ringspan.dialplan.RouteTarget.Block;
import org.ringspan.dialplan.RouteTarget.Way;

/**
 * One dialled number on its way through a plan. Every search looks first for emergency patterns,
 * whatever the search space, then for the best match in the partitions of the search space ({@link
 * PatternSearch}). What can't be dialled may be the name of a user.
 */
final class Analysis {
  private final CompiledPlan plan;
  private final Trace trace;
  private final List<CallingChange> calling = new ArrayList<>(2);
  private SearchSpace space;
  private int visited;

  Analysis(CompiledPlan plan, SearchSpace space, Trace trace) {
    this.plan = plan;
    this.space = space;
    this.trace = trace;
  }

  /** How many nodes all searches have looked at. */
  int visited() {
    return visited;
  }

  Resolution resolve(String dialled) {
    if (!Symbols.isNumber(dialled)) {
      trace.add(() -> new Step.Searched(dialled, space.partitions()));
      return byName(dialled);
    }
    String number = dialled;
    for (int translations = 0; ; translations++) {
      Found found = search(number);
      switch (found.entry()) {
        case null -> {
          return nothing(number, found.longerPossible());
        }
        case DialPlanEntry.ToLine line -> {
          return new Resolution.Line(line.line(), List.copyOf(calling));
        }
        case DialPlanEntry.ToHuntGroup group -> {
          return new Resolution.HuntGroup(group.group(), List.copyOf(calling));
        }
        case DialPlanEntry.ToPark park -> {
          return new Resolution.Park(park.number(), park.retrieves(), List.copyOf(calling));
        }
        case DialPlanEntry.ToVoicemail voicemail -> {
          return new Resolution.Voicemail(voicemail.pilot(), List.copyOf(calling));
        }
        case RoutePattern route -> {
          return routed(route, found.number());
        }
        case TranslationPattern translation -> {
          if (translations == TranslationPattern.MOST_IN_A_CHAIN) {
            trace.add(() -> new Step.TooManyTranslations(TranslationPattern.MOST_IN_A_CHAIN));
            return new Resolution.Blocked(BlockCause.LOOP);
          }
          number = changed(translation.called(), translation.pattern(), number);
          changeCalling(translation.calling());
          if (!Symbols.isNumber(number)) {
            return notDialable(number);
          }
          enter(translation.space(), number);
        }
      }
    }
  }

  /**
   * Where somebody stands who has dialled {@code digits} and may go on.
   *
   * @param digits one symbol at least
   */
  Progress progress(String digits) {
    if (!Symbols.isNumber(digits)) {
      return new Progress.NotPossible();
    }
    Found found = search(digits);
    DialPlanEntry entry = found.entry();
    if (entry == null) {
      return found.longerPossible() ? new Progress.MoreDigits(false) : new Progress.NotPossible();
    }
    if (entry.urgent() || !found.longerPossible()) {
      return new Progress.RouteNow(resolve(digits));
    }
    return new Progress.MoreDigits(true);
  }

  /**
   * The result of one search.
   *
   * @param entry the best match
   * @param number what it matched: without the outside prefix, when an emergency number was dialled
   *     with one
   */
  private record Found(@Nullable DialPlanEntry entry, String number, boolean longerPossible) {}

  private Found search(String number) {
    trace.add(() -> new Step.Searched(number, space.partitions()));
    PatternSearch<Emergency> emergencies = new PatternSearch<>(number, false);
    emergencies.in(plan.emergency());
    visited += emergencies.visited();
    Slot<Emergency> emergency = emergencies.best();
    if (emergency != null) {
      return emergencyFound(emergency.value(), number);
    }
    PatternSearch<DialPlanEntry> patterns = entries(number, trace.isOn());
    visited += patterns.visited();
    Slot<DialPlanEntry> best = patterns.best();
    if (best != null) {
      trace.add(() -> matched(best.value(), patterns.lost()));
    }
    return new Found(
        best == null ? null : best.value(),
        number,
        emergencies.longerPossible() || patterns.longerPossible());
  }

  private PatternSearch<DialPlanEntry> entries(String number, boolean keepAll) {
    PatternSearch<DialPlanEntry> search = new PatternSearch<>(number, keepAll);
    List<PartitionName> partitions = space.partitions();
    for (int i = 0; i < partitions.size(); i++) {
      PatternTrie<DialPlanEntry> trie = plan.entriesOf(partitions.get(i));
      if (trie != null) {
        search.in(trie);
      }
    }
    return search;
  }

  private Found emergencyFound(Emergency emergency, String dialled) {
    String number = dialled.substring(emergency.prefix().length());
    trace.add(() -> matched(emergency.route(), beatenByEmergency(dialled)));
    if (!emergency.prefix().isEmpty()) {
      trace.add(() -> new Step.OutsidePrefixIgnored(emergency.prefix(), number));
    }
    return new Found(emergency.route(), number, false);
  }

  private List<Lost> beatenByEmergency(String dialled) {
    PatternSearch<DialPlanEntry> search = entries(dialled, true);
    List<Lost> lost = new ArrayList<>();
    Slot<DialPlanEntry> best = search.best();
    if (best != null) {
      lost.add(notEmergency(best.pattern(), best.partition()));
      search.lost().forEach(other -> lost.add(notEmergency(other.pattern(), other.partition())));
    }
    return lost;
  }

  private static Lost notEmergency(NumberPattern pattern, PartitionName partition) {
    return new Lost(pattern, partition, Lost.Why.NOT_AN_EMERGENCY_PATTERN);
  }

  private static Step matched(DialPlanEntry entry, List<Lost> lost) {
    return new Step.Matched(
        entry, lost.subList(0, Math.min(Step.Matched.MOST_NAMED, lost.size())), lost.size());
  }

  private Resolution routed(RoutePattern route, String number) {
    return switch (route.target()) {
      case Block(BlockCause cause) -> new Resolution.Blocked(cause);
      case Way way -> {
        String called = changed(route.called(), route.pattern(), number);
        changeCalling(route.calling());
        yield Symbols.isNumber(called)
            ? new Resolution.Route(
                way, called, List.copyOf(calling), route.callClass(), route.offNet())
            : notDialable(called);
      }
    };
  }

  private String changed(CalledChange change, NumberPattern pattern, String number) {
    String changed = change.of(number, pattern);
    if (!change.equals(CalledChange.NONE)) {
      trace.add(() -> new Step.CalledChanged(change, number, changed));
    }
    return changed;
  }

  private void changeCalling(CallingChange change) {
    if (!change.equals(CallingChange.NONE)) {
      calling.add(change);
      trace.add(() -> new Step.CallingChanged(change));
    }
  }

  private void enter(Optional<SearchSpaceName> own, String number) {
    if (own.isPresent()) {
      SearchSpace next = plan.space(own.get());
      space = next == null ? SearchSpace.NONE : next;
    }
    trace.add(() -> new Step.Translated(number, own));
  }

  private Resolution notDialable(String number) {
    trace.add(() -> new Step.NotDialable(number));
    return new Resolution.Blocked(BlockCause.NOTHING_LEFT_TO_DIAL);
  }

  private Resolution byName(String dialled) {
    Optional<UserId> user = UserId.in(dialled);
    Named named = user.map(plan::named).orElse(null);
    if (user.isPresent() && named != null) {
      if (space.partitions().contains(named.partition())) {
        trace.add(() -> new Step.NamedUser(user.get(), named.line()));
        return new Resolution.Line(named.line(), List.of());
      }
      trace.add(() -> new Step.UserOutOfReach(user.get(), named.partition()));
    }
    return nothing(dialled, false);
  }

  private Resolution nothing(String number, boolean longerPossible) {
    trace.add(() -> new Step.NothingMatched(number, longerPossible));
    return longerPossible ? new Resolution.Incomplete() : new Resolution.NoMatch();
  }
}
