package org.ringspan.configuration;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.AccessList.Kind;
import org.ringspan.configuration.DestinationIndex.Entry;
import org.ringspan.configuration.Finding.Severity;
import org.ringspan.dialplan.Resolution;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.trunk.Trunks;

/**
 * Names settings of single number reach that can't work, or can't work together. It refuses
 * nothing: what can't even be represented is refused where it is configured.
 *
 * <p>Linear in the size of the configuration.
 */
public final class ConfigurationFindings {
  /** A mobile operator's mailbox takes a call after this, at the earliest that is usual. */
  private static final Duration CARRIER_RING_TIME = Duration.ofSeconds(20);

  /** How long a person needs at least to take a mobile out of the pocket. */
  private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(8);

  /** About how long it takes to read the number of a caller. */
  private static final Duration NUMBER_READ = Duration.ofSeconds(8);

  /** Fewer digits than those of a subscriber are shared by many. */
  private static final int FEW_DIGITS = 7;

  private final ConfigurationSnapshot configuration;
  private final List<Finding> findings = new ArrayList<>();

  private ConfigurationFindings(ConfigurationSnapshot configuration) {
    this.configuration = configuration;
  }

  /** Everything that is found, by user and line. */
  public static List<Finding> of(ConfigurationSnapshot configuration) {
    ConfigurationFindings all = new ConfigurationFindings(configuration);
    all.settings();
    configuration.users().stream()
        .sorted(Comparator.comparing(user -> user.id().value()))
        .forEach(all::user);
    configuration.lines().stream()
        .sorted(Comparator.comparing(line -> line.number().digits()))
        .forEach(all::line);
    return List.copyOf(all.findings);
  }

  private void settings() {
    if (configuration.reach().matchingCallerId() instanceof CallerMatching.Partial(int digits)
        && digits < FEW_DIGITS) {
      add(
          Severity.WARNING,
          "matching of caller IDs",
          "only the last " + digits + " digits of a caller are compared, so strangers match",
          "compare at least " + FEW_DIGITS + " digits, or the complete number");
    }
    if (configuration.reach().inboundSpace() == ReachSettings.InboundSpace.PROFILE_AND_LINE) {
      add(
          Severity.NOTE,
          "search space of calls from destinations",
          "a caller who forges the number of a destination calls with its user's class of service",
          "leave it at the trunk's search space unless the trunk's caller IDs can be trusted");
    }
    for (List<Entry> same : configuration.destinations().ambiguous()) {
      String whose =
          same.stream()
              .map(entry -> entry.user() + " " + entry.destination().number())
              .sorted()
              .collect(joining(", "));
      add(
          Severity.ERROR,
          whose,
          "these destinations can't be told from each other, so a call from them is nobody's",
          "give each destination to one user, or compare more digits");
    }
  }

  private void user(User user) {
    String who = "user " + user.id();
    if (user.mobility() && user.remoteDestinations().isEmpty()) {
      add(
          Severity.NOTE,
          who,
          "is enabled for mobility and has no remote destination",
          "add one, or disable mobility");
    }
    for (RemoteDestination destination : user.remoteDestinations()) {
      destination(user, destination, who + ", destination " + destination.number());
    }
  }

  private void destination(User user, RemoteDestination destination, String where) {
    if (user.profile().isEmpty()
        && destination.attachment() instanceof RemoteDestination.ToProfile) {
      add(
          Severity.ERROR,
          where,
          "never rings, since its user has no remote destination profile",
          "give the user a profile, or attach the destination to a dual-mode telephone");
    }
    if (!configuration.destinations().canMatch(destination)) {
      add(
          Severity.WARNING,
          where,
          "has fewer digits than are compared, so a call from it is never anchored",
          "configure it with all its digits");
    }
    number(user, destination, where);
    destination.accessList().ifPresent(list -> accessList(list, where));
    destination
        .ringSchedule()
        .filter(schedule -> schedule.periods().isEmpty())
        .ifPresent(
            never ->
                add(
                    Severity.WARNING,
                    where,
                    "never rings: its ring schedule has no period",
                    "add a period, or remove the schedule"));
    timers(user, destination, where);
  }

  private void number(User user, RemoteDestination destination, String where) {
    SearchSpace rerouting =
        configuration
            .dialPlan()
            .reroutingSpace(user.profile().flatMap(RemoteDestinationProfile::reroutingSearchSpace));
    String dialled =
        configuration.dialPlan().applicationDialRules().applied(destination.number().value());
    switch (configuration.dialPlan().resolve(dialled, rerouting)) {
      case Resolution.Route leadsOut -> digits(destination, leadsOut.way(), where);
      case Resolution.Line line ->
          add(
              Severity.ERROR,
              where,
              "is line " + line.number() + " of ours, which can't be a remote destination",
              "let the line ring on a telephone of the user, or forward to it");
      case Resolution.HuntGroup group ->
          add(
              Severity.ERROR,
              where,
              "is the number of a hunt group, which can't be a remote destination",
              "make the user's line a member of the group");
      case Resolution.Park park ->
          add(
              Severity.ERROR,
              where,
              "is park number " + park.number() + ", which can't be a remote destination",
              "correct the number");
      case Resolution.Voicemail pilot ->
          add(
              Severity.ERROR,
              where,
              "is the voicemail pilot, which can't be a remote destination",
              "remove it");
      case Resolution.Blocked(var cause) ->
          add(
              Severity.ERROR,
              where,
              "is blocked in its rerouting search space: " + cause,
              "choose a rerouting search space that reaches it");
      case Resolution.NoMatch none -> notDialable(where);
      case Resolution.Incomplete incomplete -> notDialable(where);
    }
  }

  /** D15. */
  private void digits(RemoteDestination destination, RouteTarget.Way way, String where) {
    Trunks trunks = configuration.trunks();
    Set<TrunkName> reached =
        switch (way) {
          case RouteTarget.ToTrunk(var trunk) -> Set.of(trunk);
          case RouteTarget.ToRouteList(var list) ->
              trunks.list(list).map(trunks::reachedBy).orElse(Set.of());
        };
    boolean delivered =
        reached.stream()
            .flatMap(name -> trunks.trunk(name).stream())
            .anyMatch(trunk -> trunk.digits().delivered());
    if (configuration.reach().userControlOf(destination).isPresent() && !delivered) {
      add(
          Severity.ERROR,
          where,
          "never rings: who answers is to press a key, and no trunk to it delivers digits",
          "use timer control for it, or a trunk that delivers digits");
    }
  }

  private void notDialable(String where) {
    add(
        Severity.ERROR,
        where,
        "can't be dialled in its rerouting search space",
        "configure it as +E.164, or add an application dial rule or route pattern for it");
  }

  private void accessList(AccessList list, String where) {
    if (list.kind() == Kind.ALLOWED && list.members().isEmpty()) {
      add(
          Severity.WARNING,
          where,
          "never rings: its list of allowed callers is empty",
          "name the callers it rings for, or remove the list");
    }
    boolean everybody =
        list.members().stream()
            .anyMatch(
                member -> member instanceof AccessList.NumberMask mask && mask.meansEverybody());
    if (list.kind() == Kind.BLOCKED && everybody) {
      add(
          Severity.WARNING,
          where,
          "its list of blocked callers names every number",
          "name fewer callers, or switch single number reach off");
    }
  }

  /** How long somebody needs to answer, and to press a key if one is asked for. */
  static Duration timeToAnswer(Optional<UserControl> control) {
    return control
        .map(
            keys ->
                TIME_TO_ANSWER
                    .plus(keys.announceCaller() ? NUMBER_READ : Duration.ZERO)
                    .plus(keys.promptAfter())
                    .plus(keys.confirmWithin()))
        .orElse(TIME_TO_ANSWER);
  }

  /** D7, and design guide pages 21-56 to 21-58. */
  private void timers(User user, RemoteDestination destination, String where) {
    ReachTimers timers = destination.timers();
    Optional<UserControl> control = configuration.reach().userControlOf(destination);
    Duration timeToAnswer = timeToAnswer(control);
    if (control.isEmpty() && timers.answerTooLate().isZero()) {
      add(
          Severity.WARNING,
          where,
          "has no answer-too-late timer, so the mobile operator's mailbox may take the call",
          "set one that is shorter than the operator's ring time, 19000 ms for example");
    }
    for (Line line : configuration.linesOf(user.id())) {
      Duration forward = line.forwardNoAnswerAfter();
      boolean forwards =
          line.forwarding().noAnswer(true).or(() -> line.forwarding().noAnswer(false)).isPresent();
      if (!forwards || !destination.singleNumberReach()) {
        continue;
      }
      if (forward.compareTo(timers.delayBeforeRinging().plus(timeToAnswer)) < 0) {
        add(
            Severity.WARNING,
            where,
            "rings too short: line %s forwards after %d ms, and it begins to ring after %d ms"
                .formatted(
                    line.number(), forward.toMillis(), timers.delayBeforeRinging().toMillis()),
            "let the line ring longer, or shorten the delay before ringing");
      }
      // By user control a mailbox takes no call: nobody presses a key there.
      boolean carrierFirst =
          control.isEmpty()
              && (timers.answerTooLate().isZero()
                  || timers.answerTooLate().compareTo(CARRIER_RING_TIME) > 0);
      if (carrierFirst
          && forward.compareTo(timers.delayBeforeRinging().plus(CARRIER_RING_TIME)) >= 0) {
        add(
            Severity.WARNING,
            where,
            "line %s forwards after %d ms, when the mobile operator's mailbox has answered"
                .formatted(line.number(), forward.toMillis()),
            "forward earlier, or set answer too late below the operator's ring time");
      }
    }
  }

  private void line(Line line) {
    String where = "line " + line.number();
    for (ForwardCondition condition : ForwardCondition.values()) {
      Optional<ForwardTarget> target = line.forwarding().target(condition);
      if (target.isPresent()) {
        forward(line, condition, target.get(), where);
      }
    }
  }

  private void forward(Line line, ForwardCondition condition, ForwardTarget target, String where) {
    switch (target) {
      case ForwardTarget.ToVoicemail() -> {
        if (!line.voicemail()) {
          add(
              Severity.ERROR,
              where,
              "forwards " + condition + " to a mailbox that it doesn't have",
              "give the line a mailbox, or forward elsewhere");
        }
      }
      case ForwardTarget.ToNumber(var number) -> {
        SearchSpace space =
            configuration
                .dialPlan()
                .spaceOf(line.forwarding().searchSpace().or(line::searchSpace), Optional.empty());
        switch (configuration.dialPlan().resolve(number, space)) {
          case Resolution.Line(var to, var changes) when to.equals(line.number()) ->
              add(
                  Severity.ERROR,
                  where,
                  "forwards " + condition + " to itself",
                  "choose another target");
          case Resolution.Line other -> {}
          case Resolution.HuntGroup group -> {}
          case Resolution.Park park -> unreachable(condition, number, where);
          case Resolution.Voicemail pilot -> {}
          case Resolution.Route leadsOut -> {}
          case Resolution.Blocked blocked -> unreachable(condition, number, where);
          case Resolution.NoMatch none -> unreachable(condition, number, where);
          case Resolution.Incomplete incomplete -> unreachable(condition, number, where);
        }
      }
    }
  }

  private void unreachable(ForwardCondition condition, String number, String where) {
    add(
        Severity.ERROR,
        where,
        "forwards " + condition + " to " + number + ", which it can't dial",
        "choose another target, or a forward search space that reaches it");
  }

  private void add(Severity severity, String where, String sentence, String remedy) {
    findings.add(new Finding(severity, where, sentence, remedy));
  }
}
