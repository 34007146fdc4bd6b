package org.ringspan.call.confirm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEffect.ConnectToEngine;
import org.ringspan.call.CallEffect.HangUp;
import org.ringspan.call.CallEffect.LeaveEngine;
import org.ringspan.call.CallEffect.PlayPrompt;
import org.ringspan.call.CallEffect.RefuseReoffer;
import org.ringspan.call.CallEffect.Reoffer;
import org.ringspan.call.CallEffect.StartTimer;
import org.ringspan.call.CallEffect.StopTimer;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.DigitPressed;
import org.ringspan.call.CallEvent.HungUp;
import org.ringspan.call.CallEvent.MediaFailed;
import org.ringspan.call.CallEvent.MediaWayLost;
import org.ringspan.call.CallEvent.PartyEvent;
import org.ringspan.call.CallEvent.ReofferAnswered;
import org.ringspan.call.CallEvent.ReofferRefused;
import org.ringspan.call.CallEvent.Reoffered;
import org.ringspan.call.LegId;
import org.ringspan.call.LegState.Gone;
import org.ringspan.call.LegState.HangingUp;
import org.ringspan.call.LegState.Joined;
import org.ringspan.call.LegStep;
import org.ringspan.call.Prompt;
import org.ringspan.call.Reason;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.TimerId;
import org.ringspan.call.TimerId.Kind;
import org.ringspan.call.announce.Announcement;
import org.ringspan.call.confirm.Confirming.Joining;
import org.ringspan.call.confirm.Confirming.Listening;
import org.ringspan.call.confirm.Confirming.Prompted;
import org.ringspan.configuration.UserControl;
import org.ringspan.reach.LegPlan;

/**
 * Tells a person who answers at a remote destination from a mailbox (design guide page 21-58, "User
 * Control Mobile Voicemail Avoidance"):
 *
 * <ol>
 *   <li>The destination was offered the media engine's media. It answers: it is connected with the
 *       engine, while the caller hears that it rings and the other telephones ring on: {@link
 *       #begin}.
 *   <li>After a moment it hears a prompt, which nobody else does. A key that is pressed before
 *       counts, too.
 *   <li>Any key confirms the answer: the destination is offered the caller's media by re-INVITE.
 *       With its answer it leaves the engine, and the leg has answered: the first that comes so far
 *       wins (D8).
 *   <li>Without a key in time the leg is hung up, and only that leg.
 * </ol>
 *
 * <p>A leg that was asked for an offer is asked again in the third step: what it said first was
 * answered by the engine.
 */
public final class Confirmation {
  private static final int REQUEST_PENDING = 491;
  private static final int NOT_ANSWERED = 480;
  private static final int SERVER_ERROR = 500;
  private static final int MOST_GLARES = 5;

  /** As for all re-INVITEs of ours (RFC 3261 section 14.1). */
  private static final Duration AFTER_GLARE = Duration.ofMillis(1100);

  /** After its key a leg is to be connected within this time: some glares, and a slow network. */
  private static final Duration LONGEST_JOINING = Duration.ofSeconds(6);

  private Confirmation() {}

  /**
   * How long a call waits at most for a leg that has answered and is asked for a key, when its time
   * to be answered is over: the pause before the prompt, the time for the key, and 6 s to connect.
   */
  public static Duration longest(LegPlan plan) {
    UserControl control = controlOf(plan);
    return control.promptAfter().plus(keyWithin(plan, control)).plus(LONGEST_JOINING);
  }

  private static UserControl controlOf(LegPlan plan) {
    return plan.userControl().orElse(UserControl.DEFAULT);
  }

  private static Duration keyWithin(LegPlan plan, UserControl control) {
    return control.confirmWithin().plus(Announcement.longest(plan));
  }

  /**
   * Step 1.
   *
   * @param described what the leg has described
   * @param offer what the call has to offer the leg; nothing: the leg made the offer
   */
  public static LegStep begin(
      LegId leg,
      LegPlan plan,
      UserControl control,
      Optional<SessionDescription> described,
      Optional<SessionDescription> offer) {
    return new LegStep(
        new Confirming(plan, new Listening()),
        List.of(
            new ConnectToEngine(leg, described, offer.isEmpty()),
            new StartTimer(new TimerId(Kind.CONFIRM_PROMPT, leg), control.promptAfter())),
        new LegStep.Rings());
  }

  /** An event from or about the leg. */
  public static Optional<LegStep> on(
      LegId leg, Confirming state, PartyEvent event, Optional<SessionDescription> offer) {
    return switch (event) {
      case DigitPressed pressed -> confirmed(leg, state, offer);
      case ReofferAnswered(var party, var session) when isOffering(state) ->
          Optional.of(joined(leg, state, session, offer));
      case ReofferRefused(var party, var status) when isOffering(state) ->
          Optional.of(refused(leg, state, status));
      case MediaFailed failed when !(state.phase() instanceof Joining) ->
          Optional.of(hangUp(leg, state, Reason.BROKEN, SERVER_ERROR));
      // What it said by its re-INVITE, the caller's offer replaces: it needn't hear the engine any
      // more.
      case MediaFailed late -> Optional.empty();
      case MediaWayLost lost -> on(leg, state, new MediaFailed(leg), offer);
      // No other way is ever asked for it.
      case CallEvent.MediaWayOpened late -> Optional.empty();
      case HungUp hungUp ->
          Optional.of(new LegStep(new Gone(), leaving(leg, state), new LegStep.Lost(NOT_ANSWERED)));
      case Reoffered early ->
          Optional.of(
              new LegStep(
                  state, List.of(new RefuseReoffer(leg, REQUEST_PENDING)), new LegStep.Nothing()));
      case CallEvent.ExchangeEvent late -> Optional.empty();
      case CallEvent.LegRinging late -> Optional.empty();
      case CallEvent.LegAnswered again -> Optional.empty();
      case CallEvent.LegFailed late -> Optional.empty();
      case CallEvent.LegRedirected late -> Optional.empty();
      case CallEvent.RedirectRouted late -> Optional.empty();
      case CallEvent.LegNotInvited late -> Optional.empty();
      case CallEvent.LegSilent late -> Optional.empty();
      case CallEvent.PartyCleared unexpected -> Optional.empty();
    };
  }

  /** A timer of the leg has run out: steps 2 and 4. */
  public static Optional<LegStep> onTimer(
      LegId leg, Confirming state, Kind timer, Optional<SessionDescription> offer) {
    return switch (state.phase()) {
      case Listening listening when timer == Kind.CONFIRM_PROMPT ->
          Optional.of(prompted(leg, state));
      case Prompted prompted when timer == Kind.CONFIRM ->
          Optional.of(
              new LegStep(
                  new HangingUp(),
                  List.of(new LeaveEngine(leg), new HangUp(leg, Reason.NOT_CONFIRMED)),
                  new LegStep.Lost(NOT_ANSWERED)));
      case Joining(var glares, var waiting) when waiting && timer == Kind.REOFFER_AGAIN ->
          Optional.of(offered(leg, state, new Joining(glares, false), List.of(), offer));
      case Confirming.Phase stale -> Optional.empty();
    };
  }

  /** The call takes the leg out. */
  public static LegStep withdraw(LegId leg, Confirming state, Reason reason) {
    List<CallEffect> effects = new ArrayList<>(leaving(leg, state));
    effects.add(new HangUp(leg, reason));
    return new LegStep(new HangingUp(), effects, new LegStep.Nothing());
  }

  /** Step 2. */
  private static LegStep prompted(LegId leg, Confirming state) {
    LegPlan plan = state.plan();
    return new LegStep(
        state.in(new Prompted()),
        List.of(
            Announcement.of(leg, plan)
                .<CallEffect>map(caller -> caller)
                .orElseGet(
                    () -> new PlayPrompt(leg, Prompt.CONFIRM, plan.target().destinationOf())),
            new StartTimer(new TimerId(Kind.CONFIRM, leg), keyWithin(plan, controlOf(plan)))),
        new LegStep.Nothing());
  }

  /** Step 3. */
  private static Optional<LegStep> confirmed(
      LegId leg, Confirming state, Optional<SessionDescription> offer) {
    if (state.plan().anchored() && !(state.phase() instanceof Joining)) {
      // Its media stay where they are.
      return Optional.of(
          new LegStep(
              Joined.anchored(state.plan()),
              stopTimer(leg, state),
              new LegStep.Answers(Optional.empty())));
    }
    return state.phase() instanceof Joining
        ? Optional.empty()
        : Optional.of(offered(leg, state, new Joining(0, false), stopTimer(leg, state), offer));
  }

  private static LegStep offered(
      LegId leg,
      Confirming state,
      Joining phase,
      List<CallEffect> first,
      Optional<SessionDescription> offer) {
    List<CallEffect> effects = new ArrayList<>(first);
    effects.add(new Reoffer(leg, offer.map(SessionDescription::audioOnly)));
    return new LegStep(state.in(phase), effects, new LegStep.Nothing());
  }

  private static boolean isOffering(Confirming state) {
    return state.phase() instanceof Joining(var glares, var waiting) && !waiting;
  }

  private static LegStep joined(
      LegId leg,
      Confirming state,
      Optional<SessionDescription> session,
      Optional<SessionDescription> offer) {
    Optional<SessionDescription> media =
        session
            .map(SessionDescription::audioOnly)
            .map(audio -> offer.map(audio::answering).orElse(audio));
    if (media.isEmpty()) {
      // The 2xx has to be acknowledged, whatever it lacks.
      LegStep out = hangUp(leg, state, Reason.BROKEN, SERVER_ERROR);
      List<CallEffect> effects = new ArrayList<>();
      effects.add(new CallEffect.Acknowledge(leg, Optional.empty()));
      effects.addAll(out.effects());
      return new LegStep(out.state(), effects, out.signal());
    }
    return new LegStep(new Joined(true), List.of(new LeaveEngine(leg)), new LegStep.Answers(media));
  }

  private static LegStep refused(LegId leg, Confirming state, int status) {
    return status == REQUEST_PENDING
            && state.phase() instanceof Joining(var glares, var waiting)
            && glares < MOST_GLARES
        ? new LegStep(
            state.in(new Joining(glares + 1, true)),
            List.of(new StartTimer(new TimerId(Kind.REOFFER_AGAIN, leg), AFTER_GLARE)),
            new LegStep.Nothing())
        : hangUp(leg, state, Reason.BROKEN, status);
  }

  /** It can't go on with this leg. */
  private static LegStep hangUp(LegId leg, Confirming state, Reason reason, int status) {
    return new LegStep(
        new HangingUp(), withdraw(leg, state, reason).effects(), new LegStep.Lost(status));
  }

  private static List<CallEffect> leaving(LegId leg, Confirming state) {
    List<CallEffect> effects = new ArrayList<>(stopTimer(leg, state));
    effects.add(new LeaveEngine(leg));
    return effects;
  }

  private static List<CallEffect> stopTimer(LegId leg, Confirming state) {
    return switch (state.phase()) {
      case Listening listening -> stop(leg, Kind.CONFIRM_PROMPT);
      case Prompted prompted -> stop(leg, Kind.CONFIRM);
      case Joining(var glares, var waiting) -> waiting ? stop(leg, Kind.REOFFER_AGAIN) : List.of();
    };
  }

  private static List<CallEffect> stop(LegId leg, Kind kind) {
    return List.of(new StopTimer(new TimerId(kind, leg)));
  }
}
