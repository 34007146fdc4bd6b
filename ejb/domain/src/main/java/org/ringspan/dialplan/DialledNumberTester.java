package org.ringspan.dialplan;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringspan.dialplan.RouteTarget.Block;
import org.ringspan.dialplan.RouteTarget.ToRouteList;
import org.ringspan.dialplan.RouteTarget.ToTrunk;

/**
 * Tells an administrator in words what happens when a number is dialled: one sentence a step, the
 * last one the result. It asks the plan as calls do, so it says what would be done.
 */
public final class DialledNumberTester {
  private DialledNumberTester() {}

  /**
   * What was found out.
   *
   * @param resolution what the number means
   * @param calling the calling number as it goes on
   * @param sentences in the order of the steps; the last one tells the result
   */
  public record Answer(Resolution resolution, CallingNumber calling, List<String> sentences) {
    public Answer {
      sentences = List.copyOf(sentences);
    }
  }

  /** What happens when {@code caller} dials {@code dialled} in {@code space}. */
  public static Answer test(
      DialPlan plan, String dialled, SearchSpace space, CallingNumber caller) {
    Explanation explanation = plan.explain(dialled, space);
    List<String> sentences = new ArrayList<>();
    explanation.steps().forEach(step -> sentences.add(sentence(step)));
    Resolution resolution = explanation.resolution();
    sentences.add(result(resolution));
    CallingNumber calling = resolution.calling(caller);
    if (goesOn(resolution)) {
      sentences.add(shown(calling));
    }
    return new Answer(resolution, calling, sentences);
  }

  private static boolean goesOn(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Line line -> true;
      case Resolution.HuntGroup group -> true;
      case Resolution.Park park -> park.retrieves();
      case Resolution.Voicemail voicemail -> true;
      case Resolution.Route route -> true;
      case Resolution.Blocked blocked -> false;
      case Resolution.NoMatch none -> false;
      case Resolution.Incomplete incomplete -> false;
    };
  }

  /** One step in words. */
  static String sentence(Step step) {
    return switch (step) {
      case Step.Searched(String number, List<PartitionName> partitions) ->
          partitions.isEmpty()
              ? "The search space is empty: only emergency numbers are looked for."
              : number + " is looked for in the partitions " + listed(partitions) + ".";
      case Step.Matched(DialPlanEntry entry, List<Lost> lost, int lostInAll) ->
          "The best match is " + named(entry) + "." + losers(lost, lostInAll);
      case Step.OutsidePrefixIgnored(String prefix, String number) ->
          "It is the emergency number "
              + number
              + ", dialled after "
              + prefix
              + " for an outside line.";
      case Step.CalledChanged(CalledChange change, String from, String to) ->
          "The called number " + from + " becomes " + to + ": " + words(change) + ".";
      case Step.CallingChanged(CallingChange change) ->
          "The calling number changes: " + words(change) + ".";
      case Step.Translated(String to, Optional<SearchSpaceName> space) ->
          to
              + " is now looked up in "
              + space.map(name -> "search space " + name).orElse("the caller's search space")
              + ".";
      case Step.TooManyTranslations(int most) ->
          "More than " + most + " translations follow each other: they go round in a circle.";
      case Step.NotDialable(String number) ->
          number.isEmpty()
              ? "Nothing is left of the number."
              : "What is left, " + number + ", can't be dialled.";
      case Step.NothingMatched(String number, boolean longerPossible) ->
          longerPossible
              ? "No pattern matches " + number + ", but one would if more digits followed."
              : "No pattern matches " + number + ".";
      case Step.NamedUser(var user, var line) ->
          "It is the name of user " + user + ", whose first line is " + line + ".";
      case Step.UserOutOfReach(var user, var partition) ->
          "It is the name of user "
              + user
              + ", but the line is in partition "
              + partition
              + ", which isn't searched.";
    };
  }

  private static String named(DialPlanEntry entry) {
    String where = " in partition " + entry.partition();
    return switch (entry) {
      case DialPlanEntry.ToLine line -> "the number of line " + line.line() + where;
      case DialPlanEntry.ToHuntGroup group ->
          "the number of the hunt group at " + group.group() + where;
      case DialPlanEntry.ToPark park ->
          (park.retrieves() ? "what retrieves the call at park number " : "park number ")
              + park.number()
              + where;
      case DialPlanEntry.ToVoicemail voicemail -> "the voicemail pilot" + where;
      case RoutePattern route ->
          (route.isEmergency() ? "emergency pattern " : "route pattern ") + route.pattern() + where;
      case TranslationPattern translation -> "translation pattern " + translation.pattern() + where;
    };
  }

  private static String losers(List<Lost> lost, int lostInAll) {
    if (lost.isEmpty()) {
      return "";
    }
    String others =
        lost.stream()
            .map(
                loser ->
                    loser.pattern() + " in " + loser.partition() + " (" + words(loser.why()) + ")")
            .collect(joining(", "));
    int more = lostInAll - lost.size();
    return " It wins over " + others + (more > 0 ? " and " + more + " more" : "") + ".";
  }

  private static String words(Lost.Why why) {
    return switch (why) {
      case NOT_AN_EMERGENCY_PATTERN -> "no emergency pattern";
      case MEANS_MORE_NUMBERS -> "means more numbers";
      case MEANS_OTHER_LENGTHS -> "means numbers of other lengths too";
      case IN_A_LATER_PARTITION -> "as good, but its partition comes later";
      case CONFIGURED_LATER -> "as good, but configured later";
    };
  }

  private static String words(CalledChange change) {
    List<String> parts = new ArrayList<>();
    switch (change.discard()) {
      case NONE -> {}
      case PRE_DOT -> parts.add("what stands before the dot is discarded");
      case TRAILING_HASH -> parts.add("the # at the end is discarded");
      case PRE_DOT_TRAILING_HASH ->
          parts.add("what stands before the dot and the # at the end are discarded");
    }
    change.mask().ifPresent(mask -> parts.add("mask " + mask + " is laid over it"));
    if (!change.prefix().isEmpty()) {
      parts.add(change.prefix() + " is put in front");
    }
    return String.join(", ", parts);
  }

  private static String words(CallingChange change) {
    List<String> parts = new ArrayList<>();
    if (change.useExternal()) {
      parts.add("the line's public number is used, if it has one");
    }
    change.mask().ifPresent(mask -> parts.add("mask " + mask + " is laid over it"));
    if (!change.prefix().isEmpty()) {
      parts.add(change.prefix() + " is put in front");
    }
    switch (change.presentation()) {
      case DEFAULT -> {}
      case ALLOWED -> parts.add("it is shown");
      case RESTRICTED -> parts.add("it is hidden");
    }
    return String.join(", ", parts);
  }

  private static String result(Resolution resolution) {
    return switch (resolution) {
      case Resolution.Line line -> "The call goes to line " + line.number() + ".";
      case Resolution.HuntGroup group ->
          "The call goes to the hunt group at " + group.number() + ".";
      case Resolution.Park(var number, var retrieves, var changes) ->
          retrieves
              ? "The telephone gets the call that is parked at " + number + "."
              : "It is park number " + number + ", at which a call can be parked.";
      case Resolution.Voicemail voicemail ->
          "The call goes to the voicemail pilot " + voicemail.pilot() + ".";
      case Resolution.Route route ->
          "The call goes to "
              + words(route.way())
              + " with the number "
              + route.called()
              + ", as "
              + (route.offNet() ? "an off-net" : "an on-net")
              + " call of class "
              + small(route.callClass())
              + ".";
      case Resolution.Blocked(BlockCause cause) ->
          "The call is refused: " + small(cause) + " (SIP " + cause.status() + ").";
      case Resolution.NoMatch none -> "The call is refused: there is no such number (SIP 404).";
      case Resolution.Incomplete incomplete ->
          "The call is refused: the number is incomplete (SIP 484).";
    };
  }

  private static String words(RouteTarget target) {
    return switch (target) {
      case ToRouteList(var list) -> "route list " + list;
      case ToTrunk(var trunk) -> "trunk " + trunk;
      case Block(var cause) -> "nobody: " + small(cause);
    };
  }

  private static String shown(CallingNumber calling) {
    String number = calling.number().orElse("no number");
    return calling.presentation() == Presentation.RESTRICTED
        ? "The called side may not see the calling number, " + number + "."
        : "The called side sees " + number + ".";
  }

  private static String small(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String listed(List<PartitionName> partitions) {
    return partitions.stream().map(PartitionName::value).collect(joining(", "));
  }
}
