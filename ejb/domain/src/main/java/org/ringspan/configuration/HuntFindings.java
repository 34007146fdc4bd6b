package org.ringspan.configuration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ringspan.configuration.Finding.Severity;
import org.ringspan.configuration.HuntGroup.Algorithm;
import org.ringspan.configuration.HuntGroup.Member;
import org.ringspan.dialplan.DialPlan;
import org.ringspan.dialplan.Resolution;

/** What an administrator should look at in hunt groups. */
final class HuntFindings {
  /** Rings longer than most callers and carriers bear. */
  private static final Duration LONG = Duration.ofMinutes(3);

  private final ConfigurationSnapshot configuration;
  private final List<Finding> findings = new ArrayList<>();

  private HuntFindings(ConfigurationSnapshot configuration) {
    this.configuration = configuration;
  }

  /** By the names of the groups. */
  static List<Finding> of(ConfigurationSnapshot configuration) {
    HuntFindings all = new HuntFindings(configuration);
    configuration.huntGroups().all().stream()
        .sorted(Comparator.comparing(group -> group.name().value()))
        .forEach(all::group);
    return List.copyOf(all.findings);
  }

  private void group(HuntGroup group) {
    String where = "hunt group " + group.name();
    if (group.members().isEmpty()) {
      add(Severity.WARNING, where, "has no members", "add a line, or remove the group");
    } else if (group.members().stream().noneMatch(Member::loggedIn)) {
      add(
          Severity.NOTE,
          where,
          "rings nobody: all members have logged out",
          "let somebody log in, or leave it at what comes then");
    }
    group.members().forEach(member -> member(group, member, where));
    time(group, where);
    target(group, where);
  }

  private void member(HuntGroup group, Member member, String where) {
    Line line = configuration.line(member.line()).orElseThrow();
    User user = configuration.user(line.owner()).orElseThrow();
    boolean mobile =
        group.mobiles()
            && user.mobility()
            && user.remoteDestinations().stream().anyMatch(RemoteDestination::singleNumberReach);
    if (line.devices().isEmpty() && !mobile) {
      add(
          Severity.ERROR,
          where,
          "its member " + line.number() + " has no telephone that could ring",
          "give the line a device, or take it out of the group");
    }
    if (!mobile) {
      return;
    }
    Duration rings =
        group.algorithm() == Algorithm.RING_ALL ? group.ringFor() : group.ringsFor(member);
    for (RemoteDestination destination : user.remoteDestinations()) {
      Duration delay = destination.timers().delayBeforeRinging();
      if (destination.singleNumberReach()
          && rings.compareTo(
                  delay.plus(
                      ConfigurationFindings.timeToAnswer(
                          configuration.reach().userControlOf(destination))))
              < 0) {
        add(
            Severity.WARNING,
            where,
            "rings %s's destination %s too short: the call goes on after %d ms, and it begins to ring after %d ms"
                .formatted(user.id(), destination.number(), rings.toMillis(), delay.toMillis()),
            "let the member ring longer, or shorten the delay before ringing");
      }
    }
  }

  private void time(HuntGroup group, String where) {
    if (group.algorithm() == Algorithm.RING_ALL) {
      return;
    }
    Duration longest =
        group.members().stream()
            .filter(Member::loggedIn)
            .map(group::ringsFor)
            .reduce(Duration.ZERO, Duration::plus);
    if (longest.compareTo(LONG) > 0) {
      add(
          Severity.WARNING,
          where,
          "a caller may wait " + longest.toSeconds() + " s until the last member has rung",
          "let members ring shorter, or let fewer ring one after the other");
    }
  }

  private void target(HuntGroup group, String where) {
    if (!(group.then().orElse(null) instanceof HuntTarget.ToNumber(var number))) {
      return;
    }
    DialPlan plan = configuration.dialPlan();
    switch (plan.resolve(number, HuntGroups.space(plan, group))) {
      case Resolution.Line line -> {}
      case Resolution.HuntGroup other -> {}
      case Resolution.Route leadsOut -> {}
      case Resolution.Voicemail pilot ->
          add(
              Severity.ERROR,
              where,
              "forwards to the voicemail pilot, and a group has no mailbox",
              "name the line whose mailbox takes its calls");
      case Resolution.Park park -> unreachable(number, where);
      case Resolution.Blocked blocked -> unreachable(number, where);
      case Resolution.NoMatch none -> unreachable(number, where);
      case Resolution.Incomplete incomplete -> unreachable(number, where);
    }
  }

  private void unreachable(String number, String where) {
    add(
        Severity.ERROR,
        where,
        "forwards to " + number + ", which it can't dial",
        "choose another target, or a search space that reaches it");
  }

  private void add(Severity severity, String where, String sentence, String remedy) {
    findings.add(new Finding(severity, where, sentence, remedy));
  }
}
