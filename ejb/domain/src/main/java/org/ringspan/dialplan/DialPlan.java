package org.ringspan.dialplan;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.dialplan.PatternTrie.Slot;
import org.ringspan.dialplan.TransformationPattern.Kind;

/**
 * What numbers mean in a domain. Immutable; looking a number up reads memory only, takes no lock
 * and costs microseconds however many patterns there are.
 *
 * <p>Between the patterns that match a dialled number the one that means the fewest other numbers
 * decides, over all partitions of the search space together; {@link PatternSearch} lists the rules.
 * Emergency patterns come before all others, from every search space.
 *
 * <p>A number comes as a whole ({@link #resolve}) or digit by digit ({@link #progress}). As a whole
 * it is complete: the best of the patterns that match all of it decides, and longer numbers that
 * would match too don't delay it; {@linkplain DialPlanEntry#urgent urgent priority} has no say
 * there. Digit by digit, what matches waits while longer numbers are possible, unless the best
 * match so far is urgent.
 */
public final class DialPlan {
  private static final SearchSpace DEFAULT_OF_PHONES =
      SearchSpace.of(PartitionName.LINES, PartitionName.DIDS, PartitionName.OUTSIDE);
  private static final SearchSpace DEFAULT_OF_TRUNKS = SearchSpace.of(PartitionName.DIDS);

  private final DialPlanSettings settings;
  private final CompiledPlan plan;
  private final ApplicationDialRules applicationDialRules;
  private final SearchSpace phones;
  private final SearchSpace trunks;
  private final SearchSpace rerouting;

  private DialPlan(DialPlanSettings settings, CompiledPlan plan) {
    this.settings = settings;
    this.plan = plan;
    this.applicationDialRules = new ApplicationDialRules(settings.applicationDialRules());
    this.phones = settings.defaults().phones().flatMap(this::space).orElse(DEFAULT_OF_PHONES);
    this.trunks = settings.defaults().trunks().flatMap(this::space).orElse(DEFAULT_OF_TRUNKS);
    this.rerouting = settings.defaults().rerouting().flatMap(this::space).orElse(phones);
  }

  /**
   * The plan of these settings. Without any, phones reach lines, their public numbers, user names
   * and every +E.164 number by the default trunk; trunks reach public numbers of lines.
   *
   * @throws IllegalArgumentException when something is configured twice or refers to what isn't
   *     there; the message names it
   */
  public static DialPlan compile(DialPlanSettings settings, Numbering numbering) {
    return new DialPlan(settings, new CompiledPlan(settings, numbering));
  }

  /** A plan in which nothing can be dialled. */
  public static DialPlan empty() {
    return compile(DialPlanSettings.NONE, Numbering.NONE);
  }

  /**
   * What {@code dialled}, a whole number or a user's name, means in {@code space}.
   *
   * @param dialled the user part of a Request-URI, unescaped; anything: what can't be dialled means
   *     nothing
   */
  public Resolution resolve(String dialled, SearchSpace space) {
    return new Analysis(plan, space, Trace.off()).resolve(dialled);
  }

  /** The same, with every step on the way. */
  public Explanation explain(String dialled, SearchSpace space) {
    Trace trace = Trace.on();
    Resolution resolution = new Analysis(plan, space, trace).resolve(dialled);
    return new Explanation(dialled, resolution, trace.steps());
  }

  /** Where somebody stands who has dialled {@code digits} in {@code space} and may go on. */
  public Progress progress(String digits, SearchSpace space) {
    if (digits.isEmpty()) {
      return new Progress.MoreDigits(false);
    }
    return new Analysis(plan, space, Trace.off()).progress(digits);
  }

  /** The configured search space of this name. */
  public Optional<SearchSpace> space(SearchSpaceName name) {
    return Optional.ofNullable(plan.space(name));
  }

  /**
   * The space of a call from a phone: the line's, then the device's; the default of phones when
   * neither has one. A name that isn't there reaches nothing but emergency patterns.
   */
  public SearchSpace spaceOf(Optional<SearchSpaceName> line, Optional<SearchSpaceName> device) {
    if (line.isEmpty() && device.isEmpty()) {
      return phones;
    }
    return named(line).then(named(device));
  }

  /** The space of a call from a trunk: its own, or the default of trunks. */
  public SearchSpace spaceOfTrunk(Optional<SearchSpaceName> own) {
    return own.isEmpty() ? trunks : named(own);
  }

  /** The space in which remote destinations are reached: their own, or the default. */
  public SearchSpace reroutingSpace(Optional<SearchSpaceName> own) {
    return own.isEmpty() ? rerouting : named(own);
  }

  private SearchSpace named(Optional<SearchSpaceName> name) {
    return name.flatMap(this::space).orElse(SearchSpace.NONE);
  }

  /** The rules for numbers that applications and remote destinations use. */
  public ApplicationDialRules applicationDialRules() {
    return applicationDialRules;
  }

  /**
   * A calling number on its way out, transformed by the best match among the calling-party
   * transformation patterns in {@code space}; as it was when none matches.
   */
  public CallingNumber transformCalling(CallingNumber caller, SearchSpace space) {
    TransformationPattern pattern =
        caller.number().map(number -> best(number, space, Kind.CALLING)).orElse(null);
    if (pattern == null) {
      return caller;
    }
    Presentation presentation =
        pattern.presentation() == Presentation.DEFAULT
            ? caller.presentation()
            : pattern.presentation();
    return new CallingNumber(
        caller.number().map(number -> pattern.change().of(number, pattern.pattern())),
        caller.external(),
        presentation);
  }

  /**
   * A called number on its way out, transformed by the best match among the called-party
   * transformation patterns in {@code space}; as it was when none matches, or when nothing that can
   * be dialled would be left of it.
   */
  public String transformCalled(String number, SearchSpace space) {
    TransformationPattern pattern = best(number, space, Kind.CALLED);
    if (pattern == null) {
      return number;
    }
    String changed = pattern.change().of(number, pattern.pattern());
    return Symbols.isNumber(changed) ? changed : number;
  }

  private @Nullable TransformationPattern best(String number, SearchSpace space, Kind kind) {
    if (!Symbols.isNumber(number)) {
      return null;
    }
    PatternSearch<TransformationPattern> search = new PatternSearch<>(number, false);
    for (PartitionName partition : space.partitions()) {
      PatternTrie<TransformationPattern> trie = plan.transformationsOf(partition, kind);
      if (trie != null) {
        search.in(trie);
      }
    }
    Slot<TransformationPattern> best = search.best();
    return best == null ? null : best.value();
  }

  /** As it is configured. */
  public DialPlanSettings settings() {
    return settings;
  }

  /** All that can be dialled, in the order that decides between equals. */
  public List<DialPlanEntry> entries() {
    return plan.entries();
  }

  /** How many nodes the look-up of a number visits: its cost, counted. */
  int visitedNodes(String dialled, SearchSpace space) {
    Analysis analysis = new Analysis(plan, space, Trace.off());
    analysis.resolve(dialled);
    return analysis.visited();
  }
}
