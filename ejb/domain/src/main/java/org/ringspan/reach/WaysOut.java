package org.ringspan.reach;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ringspan.address.E164Number;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.Voicemail;
import org.ringspan.dialplan.CallingNumber;
import org.ringspan.dialplan.Presentation;
import org.ringspan.dialplan.Resolution;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.reach.LegDecision.Why;
import org.ringspan.reach.RouteSelection.Need;
import org.ringspan.reach.RouteSelection.Selection;
import org.ringspan.reach.RouteSelection.Skipped;

/**
 * The ways of one caller's call out to the telephone network, and the caller as it is shown there
 * (UM15):
 *
 * <ol>
 *   <li>Our users show what the calling-party transformations of the route pattern make of their
 *       number; where those leave the internal number, the line's public number, since an internal
 *       number means nothing outside. A trunk whose transformations know the internal number makes
 *       of it what they say ({@link OutboundNumbers}).
 *   <li>All others show what they were presented with.
 *   <li>Trunks that show numbers of ours only get that of the user on whose behalf the call goes on
 *       ({@link RouteSelection}).
 *   <li>Whoever withholds the number stays private; a transformation can only add to that.
 * </ol>
 */
final class WaysOut {
  private final ConfigurationSnapshot configuration;
  private final RouteSelection selection;
  private final Caller caller;

  WaysOut(ConfigurationSnapshot configuration, RouteSelection selection, Caller caller) {
    this.configuration = configuration;
    this.selection = selection;
    this.caller = caller;
  }

  /**
   * Ways to a number.
   *
   * @param called the number as the dial plan left it
   * @param shown the caller, before a trunk has its say
   * @param routes in the order they are tried; none: {@code skipped} says why
   */
  record Ways(String called, CallerIdentity shown, List<TrunkRoute> routes, List<Skipped> skipped) {
    /** Why there is no way. */
    Why objection() {
      if (isSkippedFor(Skipped.Why.NO_SUPERVISION)) {
        return Why.NO_SUPERVISION;
      }
      return isSkippedFor(Skipped.Why.NO_DIGITS) ? Why.NO_DIGITS : Why.NO_TRUNK;
    }

    private boolean isSkippedFor(Skipped.Why why) {
      return skipped.stream().anyMatch(way -> way.why() == why);
    }

    String objections() {
      return skipped.stream()
          .map(way -> way.what() + " " + way.why())
          .collect(Collectors.joining(", "));
    }
  }

  /** By a route that the dial plan has found. */
  Ways by(Resolution.Route route, Optional<E164Number> onBehalfOf, Set<Need> needs) {
    CallerIdentity shown = shown(route);
    boolean stands = caller.isOurs() && shown.number().equals(caller.presented().number());
    OutboundCaller from =
        new OutboundCaller(
            shown,
            caller.isOurs(),
            onBehalfOf,
            stands ? caller.inside().number() : Optional.empty(),
            caller.pool());
    Selection found =
        switch (route.way()) {
          case RouteTarget.ToRouteList(var list) ->
              selection.byList(list, route.called(), from, needs);
          case RouteTarget.ToTrunk(var trunk) ->
              selection.byTrunk(trunk, route.called(), from, needs);
        };
    return new Ways(route.called(), shown, found.routes(), found.skipped());
  }

  /**
   * To the mailbox of a line that has one: in another system, which must be told who calls and for
   * whom, or ours. None: there is no way there.
   */
  Optional<LegTarget> mailboxOf(Line line) {
    return outside().isPresent()
        ? mailboxOutside(line.did()).map(it -> it)
        : Optional.of(new LegTarget.MessageTaking(line.owner()));
  }

  /** Where another system keeps the mailboxes; none: we do. */
  Optional<Voicemail.Outside> outside() {
    return configuration.voicemail().flatMap(Voicemail::outside);
  }

  /** To the other system. */
  Optional<LegTarget.Mailbox> mailboxOutside(Optional<E164Number> onBehalfOf) {
    return outside()
        .map(
            there -> {
              OutboundCaller from =
                  new OutboundCaller(
                      caller.presented(), caller.isOurs(), onBehalfOf, caller.pool());
              return new LegTarget.Mailbox(
                  there.routedAs(),
                  selection
                      .byTrunk(there.trunk(), there.routedAs().value(), from, Set.of())
                      .routes());
            })
        .filter(mailbox -> !mailbox.routes().isEmpty());
  }

  /** What {@code number} of a destination means where destinations are reached. */
  Resolution destination(String number, SearchSpace rerouting) {
    String dialled = configuration.dialPlan().applicationDialRules().applied(number);
    return configuration.dialPlan().resolve(dialled, rerouting);
  }

  private CallerIdentity shown(Resolution.Route route) {
    CallingNumber before =
        new CallingNumber(
            caller.isOurs() ? caller.inside().number() : caller.presented().number(),
            caller.line().flatMap(Line::did).map(E164Number::value),
            Presentation.DEFAULT);
    CallingNumber after = route.calling(before);
    Optional<String> number =
        after.number().equals(before.number()) ? caller.presented().number() : after.number();
    return new CallerIdentity(
        caller.presented().displayName(),
        number,
        caller.presented().isPrivate() || after.presentation() == Presentation.RESTRICTED);
  }
}
