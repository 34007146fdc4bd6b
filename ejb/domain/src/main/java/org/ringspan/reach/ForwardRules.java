package org.ringspan.reach;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.ForwardTarget;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.HuntGroups;
import org.ringspan.configuration.HuntTarget;
import org.ringspan.configuration.Line;
import org.ringspan.dialplan.Resolution;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.LegTarget.OutsideNumber;
import org.ringspan.reach.LineRules.Outcome;

/**
 * Where a call goes on: what a line's forwards do, and what comes after a hunt group.
 *
 * <p>A forward that can't be made goes to the forwarding line's mailbox if it has one: when the
 * number can't be dialled in the line's forward search space, when it is an emergency number, when
 * there is no trunk, when its line has diverted this call before (a loop), and after {@link
 * Forward#MOST_HOPS} diversions, those before the call came included.
 */
final class ForwardRules {
  /** Forwards of forwards multiply; no sane configuration has that many for one call. */
  private static final int MOST_FORWARDS = 24;

  private final ConfigurationSnapshot configuration;
  private final Caller caller;
  private final WaysOut ways;
  private final LineRules lines;
  private int forwardsPlanned;

  /**
   * @param lines what calls to lines and hunt groups do, when one is forwarded to them
   */
  ForwardRules(ConfigurationSnapshot configuration, Caller caller, WaysOut ways, LineRules lines) {
    this.configuration = configuration;
    this.caller = caller;
    this.ways = ways;
    this.lines = lines;
  }

  /**
   * What has diverted the call so far.
   *
   * @param lines which lines and hunt groups of ours
   * @param hops how many times in all
   */
  record Chain(Set<DirectoryNumber> lines, int hops) {
    Chain through(DirectoryNumber number) {
      Set<DirectoryNumber> longer = new LinkedHashSet<>(lines);
      longer.add(number);
      return new Chain(longer, hops + 1);
    }
  }

  /** What becomes of a call that rings at a line. */
  ForwardPlan next(Line line, Chain chain) {
    Map<ForwardTarget, Optional<Forward>> made = new HashMap<>();
    return new ForwardPlan(
        line.forwarding().noAnswerAfter(),
        line.forwarding().noAnswer(caller.isOurs()).flatMap(to -> once(made, line, to, chain)),
        line.forwarding().busy(caller.isOurs()).flatMap(to -> once(made, line, to, chain)),
        line.forwarding()
            .notRegistered(caller.isOurs())
            .flatMap(to -> once(made, line, to, chain)));
  }

  private Optional<Forward> once(
      Map<ForwardTarget, Optional<Forward>> made, Line line, ForwardTarget target, Chain chain) {
    Optional<Forward> known = made.get(target);
    if (known == null) {
      known = forward(line, target, chain).map(Planned::forward);
      made.put(target, known);
    }
    return known;
  }

  /** A forward, and what is to be reserved when it is made at once. */
  record Planned(Forward forward, Claims claims) {}

  /** Who forwards: the public number, where its targets are dialled, and its mailbox. */
  private record Forwarder(Optional<E164Number> did, SearchSpace space, Optional<Line> mailbox) {}

  private Forwarder forwarder(Line line) {
    return new Forwarder(
        line.did(),
        Spaces.forwarding(configuration, line),
        line.voicemail() ? Optional.of(line) : Optional.empty());
  }

  /** Where a call goes that nobody of a hunt group takes. */
  Optional<Planned> then(HuntGroup group, Chain chain) {
    forwardsPlanned++;
    Forwarder by =
        new Forwarder(
            group.did(), HuntGroups.space(configuration.dialPlan(), group), Optional.empty());
    return switch (group.then().orElse(null)) {
      case null -> Optional.empty();
      case HuntTarget.ToNumber tooFar
          when chain.hops() > Forward.MOST_HOPS || forwardsPlanned > MOST_FORWARDS ->
          Optional.empty();
      case HuntTarget.ToNumber(var number) -> toNumber(by, number, chain);
      // Another system finds the mailbox by the line's number.
      case HuntTarget.ToMailbox(var number) ->
          configuration
              .line(number)
              .flatMap(this::mailboxOf)
              .map(mailbox -> new Planned(mailbox, Claims.NONE));
    };
  }

  /** A forward of a line; none: it can't be made, and the line has no mailbox. */
  Optional<Planned> forward(Line line, ForwardTarget target, Chain before) {
    Chain chain = before.through(line.number());
    forwardsPlanned++;
    Optional<Planned> there =
        switch (target) {
          case ForwardTarget.ToVoicemail() -> Optional.empty();
          case ForwardTarget.ToNumber tooFar
              when chain.hops() > Forward.MOST_HOPS || forwardsPlanned > MOST_FORWARDS ->
              Optional.empty();
          case ForwardTarget.ToNumber(var number) -> toNumber(forwarder(line), number, chain);
        };
    return there.or(() -> mailboxOf(line).map(mailbox -> new Planned(mailbox, Claims.NONE)));
  }

  private Optional<Planned> toNumber(Forwarder by, String number, Chain chain) {
    return switch (configuration.dialPlan().resolve(number, by.space())) {
      case Resolution.Line(var other, var changes) ->
          chain.lines().contains(other)
              ? Optional.empty()
              : configuration.line(other).flatMap(next -> taken(by, lines.to(next, chain)));
      case Resolution.HuntGroup(var other, var changes) ->
          chain.lines().contains(other)
              ? Optional.empty()
              : configuration
                  .huntGroups()
                  .find(other)
                  .flatMap(next -> taken(by, lines.to(next, chain)));
      // Nobody would know that a call waits there.
      case Resolution.Park park -> Optional.empty();
      case Resolution.Voicemail pilot ->
          by.mailbox().flatMap(this::mailboxOf).map(mailbox -> new Planned(mailbox, Claims.NONE));
      case Resolution.Route emergency when Routing.isEmergency(emergency) -> Optional.empty();
      case Resolution.Route route -> {
        WaysOut.Ways found = ways.by(route, by.did(), Set.of());
        yield found.routes().isEmpty()
            ? Optional.empty()
            : Optional.of(
                planned(
                    by,
                    List.of(leg(new OutsideNumber(found.called(), found.routes()), found.shown())),
                    ForwardPlan.nowhere(),
                    Claims.NONE));
      }
      case Resolution.Blocked blocked -> Optional.empty();
      case Resolution.NoMatch none -> Optional.empty();
      case Resolution.Incomplete incomplete -> Optional.empty();
    };
  }

  private static Optional<Planned> taken(Forwarder by, Outcome there) {
    return there.refusal().isPresent()
        ? Optional.empty()
        : Optional.of(planned(by, there.legs(), there.next(), there.claims()));
  }

  private static Planned planned(
      Forwarder by, List<LegPlan> legs, ForwardPlan next, Claims claims) {
    return new Planned(new Forward(by.did(), legs, next), claims);
  }

  /** To the mailbox of a line, when it has one. */
  Optional<Forward> mailboxOf(Line line) {
    if (!line.voicemail()) {
      return Optional.empty();
    }
    return ways.mailboxOf(line)
        .map(
            mailbox ->
                new Forward(
                    line.did(), List.of(leg(mailbox, caller.presented())), ForwardPlan.nowhere()));
  }

  private static LegPlan leg(LegTarget target, CallerIdentity shown) {
    return new LegPlan(target, Ring.atOnce(), shown, List.of(), Optional.empty());
  }
}
