package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.ringspan.call.AnswerPattern.Deed;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.announce.AnnounceCaller;
import org.ringspan.call.move.MoveEvent.MoveRequested;
import org.ringspan.call.voice.Conversing;
import org.ringspan.reach.Claims;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.LegTarget;

/**
 * One call whose telephones follow a pattern, on a clock that jumps from one thing to the next. The
 * caller stays for three minutes.
 */
final class PatternedCall {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration REACTION = Duration.ofMillis(1500);
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private record Due(Duration at, int order, Runnable what) {}

  /** A telephone's side of a leg. */
  private static final class Phone {
    private String name;
    private boolean silent = true;
    private boolean answered;
    private boolean over;
    private boolean person;

    private Phone(String name) {
      this.name = name;
    }
  }

  private final Map<String, List<Deed>> scripts;
  private final List<LegPlan> redirected;
  private final PriorityQueue<Due> dues =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
  private final Map<TimerId, Due> timers = new HashMap<>();
  private final Map<LegId, Phone> phones = new HashMap<>();
  private final Set<String> heard = new LinkedHashSet<>();
  private final List<String> story = new ArrayList<>();
  private CallState state = new CallState.Idle();
  private Duration now = Duration.ZERO;
  private int order;
  private int infos;
  private boolean released;

  /**
   * @param scripts what the telephone of each name does
   * @param redirected whom a telephone that redirects the call names
   */
  PatternedCall(Map<String, List<Deed>> scripts, List<LegPlan> redirected) {
    this.scripts = scripts;
    this.redirected = redirected;
  }

  /** A call with this plan; what the caller has heard of whom, in order. */
  List<String> place(ForwardPlan forward, LegPlan... legs) {
    after(
        Duration.ZERO,
        () ->
            happens(
                new CallEvent.CallPlaced(
                    Example.plan(forward, legs), Optional.of(CallScenario.OFFER))));
    return goOn();
  }

  /** The same for a call that the first leg takes, whose user then sends it to the others. */
  List<String> placeAndMove(LegPlan first, List<LegPlan> to) {
    after(
        Duration.ofSeconds(30),
        () -> happens(new MoveRequested(new LegId(1), to, Claims.NONE, Duration.ofMinutes(1))));
    return place(ForwardPlan.nowhere(), first);
  }

  /** Everything that happened, for a human to read. */
  List<String> story() {
    return story;
  }

  private List<String> goOn() {
    after(LONGEST, this::callerLeaves);
    while (!released && !dues.isEmpty()) {
      Due due = dues.remove();
      now = due.at();
      due.what().run();
    }
    assertThat(released).as("the call ends: %s", story).isTrue();
    return List.copyOf(heard);
  }

  private void callerLeaves() {
    happens(
        talkingWith().isPresent() || state instanceof Conversing
            ? new CallEvent.HungUp(LegId.CALLER)
            : new CallEvent.CallerCancelled());
  }

  private Due after(Duration pause, Runnable what) {
    Due due = new Due(now.plus(pause), order++, what);
    dues.add(due);
    return due;
  }

  private void happens(CallEvent event) {
    story.add(now + " " + event.getClass().getSimpleName());
    Transition transition = CallTransitions.on(state, event);
    state = transition.state();
    for (CallEffect effect : transition.effects()) {
      story.add("  " + effect.getClass().getSimpleName());
      perform(effect);
    }
    talkingWith().map(leg -> phone(leg).name).ifPresent(heard::add);
    if (state instanceof Conversing) {
      heard.add("mailbox");
    }
  }

  private Optional<LegId> talkingWith() {
    return switch (state) {
      case CallState.Talking talking -> Optional.of(talking.winner());
      case Anchored anchored -> Optional.of(anchored.talking().winner());
      default -> Optional.empty();
    };
  }

  private Phone phone(LegId leg) {
    return phones.computeIfAbsent(leg, unknown -> new Phone("nobody"));
  }

  private void perform(CallEffect effect) {
    switch (effect) {
      case CallEffect.InviteLeg invite -> invited(invite.leg(), invite.plan());
      case CallEffect.InviteToEngine invite -> invited(invite.leg(), invite.plan());
      case CallEffect.StartTimer(var timer, var pause) ->
          timers.put(timer, after(pause, () -> happens(new CallEvent.TimerExpired(timer))));
      case CallEffect.StopTimer(var timer) -> dues.remove(timers.remove(timer));
      case CallEffect.CancelLeg(var leg, var reason) -> {
        phone(leg).over = true;
        after(SOON, () -> happens(new CallEvent.LegFailed(leg, 487)));
      }
      case CallEffect.HangUp(var party, var reason) -> {
        phone(party).over = true;
        after(SOON, () -> happens(new CallEvent.PartyCleared(party)));
      }
      case CallEffect.AnswerCaller answer -> acknowledged();
      case CallEffect.AnswerCallerFromEngine answer -> acknowledged();
      case CallEffect.Reoffer(var party, var offer) -> reoffered(party);
      case CallEffect.ReofferFromEngine(var party) -> reoffered(party);
      case CallEffect.RerouteMedia(var party) ->
          after(SOON, () -> happens(new CallEvent.MediaWayOpened(party)));
      case CallEffect.PlayPrompt(var leg, var prompt, var listener) -> {
        if (phone(leg).person) {
          after(REACTION, () -> ifThere(leg, new CallEvent.DigitPressed(leg, '1')));
        }
      }
      case AnnounceCaller announced -> throw new AssertionError("nobody is announced here");
      case CallEffect.AwaitResponse(var leg) ->
          after(
              SILENCE,
              () -> {
                if (phone(leg).silent && !phone(leg).over) {
                  happens(new CallEvent.LegSilent(leg));
                }
              });
      case CallEffect.RouteRedirect redirect ->
          after(SOON, () -> happens(new CallEvent.RedirectRouted(redirect.leg(), redirected)));
      case CallEffect.ReleaseCall release -> released = true;
      default -> {}
    }
  }

  private void acknowledged() {
    after(SOON, () -> happens(new CallEvent.Acknowledged(LegId.CALLER, Optional.empty())));
  }

  private void reoffered(LegId party) {
    after(
        SOON,
        () -> {
          if (!phone(party).over) {
            happens(new CallEvent.ReofferAnswered(party, media(party)));
          }
        });
  }

  private static Optional<SessionDescription> media(LegId leg) {
    return Optional.of(Example.sdp("leg" + leg.number(), 5000 + 2 * leg.number()));
  }

  private void ifThere(LegId leg, CallEvent event) {
    if (phone(leg).answered && !phone(leg).over) {
      happens(event);
    }
  }

  private void invited(LegId leg, LegPlan plan) {
    String name =
        switch (plan.target()) {
          case LegTarget.SilentDevice phone -> phone.device().value();
          case LegTarget.RegisteredDevice phone -> phone.device().value();
          case LegTarget.Destination mobile -> mobile.name();
          case LegTarget.Mailbox mailbox -> "mailbox";
          case LegTarget.MessageTaking mailbox -> "mailbox";
          case LegTarget.OutsideNumber outside -> outside.number();
          case LegTarget.OwnMailbox mailbox -> "mailbox";
        };
    phones.put(leg, new Phone(name));
    for (Deed deed : scripts.getOrDefault(name, List.of())) {
      after(deed.after(), () -> does(leg, deed.what()));
    }
  }

  private void does(LegId leg, String what) {
    Phone phone = phone(leg);
    if (phone.over) {
      return;
    }
    phone.silent = false;
    switch (what) {
      case "rings" -> happens(new CallEvent.LegRinging(leg, Optional.empty()));
      case "early" -> happens(new CallEvent.LegRinging(leg, media(leg)));
      case "person", "quiet", "carrier", "mailbox" -> {
        phone.answered = true;
        phone.person = what.equals("person");
        phone.name = what.equals("carrier") ? "carrier" : phone.name;
        happens(new CallEvent.LegAnswered(leg, media(leg)));
      }
      case "key" -> ifThere(leg, new CallEvent.DigitPressed(leg, '5'));
      case "info" -> ifThere(leg, new CallEvent.InfoReceived(leg, infos++, Optional.of('#')));
      case "other-info" -> ifThere(leg, new CallEvent.InfoReceived(leg, infos++));
      case "redirects" -> {
        phone.over = true;
        happens(new CallEvent.LegRedirected(leg, 302, "51235"));
      }
      case "leaves" -> {
        phone.over = true;
        happens(new CallEvent.HungUp(leg));
      }
      default -> {
        phone.over = true;
        happens(new CallEvent.LegFailed(leg, Integer.parseInt(what)));
      }
    }
  }
}
