package org.ringspan.callcontrol;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import org.jboss.logging.Logger;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEvent;
import org.ringspan.call.CallEvent.MediaFailed;
import org.ringspan.call.CallEvent.RedirectRouted;
import org.ringspan.call.CallEvent.SessionAgreed;
import org.ringspan.call.CallEvent.TimerExpired;
import org.ringspan.call.CallMailbox;
import org.ringspan.call.CallState;
import org.ringspan.call.LegId;
import org.ringspan.call.Reason;
import org.ringspan.call.SessionDescription;
import org.ringspan.call.TimerId;
import org.ringspan.call.announce.AnnounceCaller;
import org.ringspan.call.attended.AttendedEffect;
import org.ringspan.call.attended.AttendedEvent;
import org.ringspan.call.join.JoinEffect;
import org.ringspan.call.join.JoinEvent;
import org.ringspan.call.move.MoveEvent.MoveRequested;
import org.ringspan.call.park.ParkEffect;
import org.ringspan.call.park.ParkEvent;
import org.ringspan.call.transfer.TransferEffect;
import org.ringspan.call.transfer.TransferEvent.TransferRequested;
import org.ringspan.call.voice.VoiceEffect;
import org.ringspan.call.voice.VoiceEvent;
import org.ringspan.media.MediaException;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.LegTarget;
import org.ringspan.voice.boundary.CallRecordings;

/**
 * Carries out the effects of one call: one method an effect, in the order they come, by one thread
 * at a time.
 */
final class SipEffectExecutor implements CallMailbox.Shell {
  private static final Logger LOG = Logger.getLogger(SipEffectExecutor.class);

  /** 64*T1 (RFC 3261 section 17) and a little. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(34);

  private final LiveCall call;
  private final CallEnvironment environment;
  private final Map<TimerId, Future<?>> timers = new HashMap<>();
  private final PartyKeys keys;
  private final CallMedia media;

  /** Other calls that are parties of this one. */
  private final LinkDialog others;

  private final CallRecordings recordings;
  private final Invitations invitations;
  private final Reoffers reoffers;
  private final VoiceEffects voice;
  private final ParkEffects parks;
  private Optional<Set<DirectoryNumber>> talkedOn = Optional.empty();

  SipEffectExecutor(LiveCall call, CallEnvironment environment) {
    this.call = call;
    this.environment = environment;
    this.keys = new PartyKeys(call, environment);
    this.media = keys.media();
    this.others = call.links().dialog();
    this.recordings = environment.questions().recordings(call.id());
    this.invitations = new Invitations(call, environment, others, media);
    this.reoffers = new Reoffers(call, others);
    this.voice = new VoiceEffects(call, environment, keys, recordings);
    this.parks = new ParkEffects(call, environment, media);
  }

  @Override
  public void execute(CallEffect effect) throws IOException, ServletParseException {
    call.report().decided(effect);
    switch (effect) {
      case CallEffect.InviteLeg(var leg, var plan, var route, var offer) ->
          invitations.invite(leg, plan, route, offer);
      case CallEffect.InviteToEngine(var leg, var plan, var route) ->
          invitations.inviteToEngine(leg, plan, route);
      case CallEffect.ConnectToEngine(var party, var described, var offered) ->
          connect(party, described, offered);
      case CallEffect.PlayPrompt(var party, var prompt, var listener) ->
          media.play(party, prompt, listener);
      case CallEffect.LeaveEngine(var party) -> {
        media.leave(party);
        call.partyIfAny(party).ifPresent(leaving -> leaving.keys().end());
      }
      case CallEffect.AnswerCallerFromEngine(var offer) ->
          call.responses().answer(Optional.of(mediaForCaller(offer)));
      case CallEffect.AnswerArrival(var leg, var offer) -> answerArrival(leg, offer);
      case CallEffect.RefuseArrival(var leg, var status) -> {
        if (!others.refuse(leg, status)) {
          call.report().send(leg, call.party(leg).invite().createResponse(status));
        }
      }
      case CallEffect.RerouteMedia(var party) -> media.reroute(party);
      case CallEffect.ReofferFromEngine(var party) ->
          reoffers.send(party, Optional.of(media.offerAgain(party)));
      case CallEffect.AnswerReofferFromEngine(var party, var offer) ->
          answerReofferFromEngine(party, offer);
      case CallEffect.NegotiateWithEngine(var party, var answer) -> {
        media.answered(party, answer);
        keys.ask(party);
      }
      case CallEffect.ConnectParties(var one, var other) -> media.connect(one, other);
      case CallEffect.HearKeys(var party) -> {
        media.keepKeys(party);
        keys.want(party);
      }
      case CallEffect.HoldParty(var party) -> {
        if (!call.links().hold(party, true)) {
          media.hold(party);
        }
        call.holds();
      }
      case CallEffect.ResumeParty(var party) -> {
        // A link may hear ringing of ours.
        var unused = call.links().hold(party, false);
        media.resume(party);
      }
      case CallEffect.SendDigit(var party, var digit) ->
          media.send(party, digit, keys::tellsOfKeys);
      case CallEffect.PlanMove(var from, var to) -> environment.moves().ask(call, from, to);
      // The report has it.
      case CallEffect.NoteFeature note -> {}
      case CallEffect.ReleaseChannel(var leg) -> invitations.freeChannel(leg);
      case CallEffect.AwaitResponse(var leg) -> invitations.await(leg);
      case CallEffect.CancelLeg(var leg, var reason) -> {
        if (!others.cancel(leg)) {
          Cancellation.cancel(call.party(leg), reason, environment.timers());
        }
      }
      case CallEffect.Acknowledge(var party, var answer) -> acknowledge(party, answer);
      case CallEffect.HangUp(var party, var reason) -> hangUp(party, reason);
      case CallEffect.RingCaller ringing ->
          call.responses().progress(SipServletResponse.SC_RINGING, Optional.empty());
      case CallEffect.ProgressCaller(var media) ->
          call.responses().progress(SipServletResponse.SC_SESSION_PROGRESS, Optional.of(media));
      case CallEffect.AnswerCaller(var session) -> call.responses().answer(session);
      case CallEffect.RefuseCaller(var status) -> call.responses().refuse(status);
      case CallEffect.RouteRedirect(var leg, var plan, var target) ->
          call.post(new RedirectRouted(leg, environment.redirects().route(plan, target)));
      case CallEffect.RelayInfo(var from, var to, var number) -> {
        if (!others.relayInfo(from, to, number)) {
          call.party(from).infos().relay(number, call.party(to).dialog());
        }
      }
      case CallEffect.AnswerInfo(var party, var number, var status) -> {
        if (!others.answerInfo(party, number, status)) {
          call.party(party).infos().answer(number, status);
        }
      }
      case CallEffect.Reoffer(var party, var offer) -> reoffers.send(party, offer);
      case CallEffect.AnswerReoffer(var party, var session) -> reoffers.answer(party, session);
      case CallEffect.RefuseReoffer(var party, var status) -> reoffers.refuse(party, status);
      case CallEffect.RefreshSession(var party, var byUpdate) ->
          call.party(party).sessions().refresh(byUpdate);
      case CallEffect.StartTimer(var timer, var after) ->
          timers.put(
              timer, environment.timers().start(after, () -> call.post(new TimerExpired(timer))));
      case CallEffect.StopTimer(var timer) -> stop(timer);
      case CallEffect.RecordStart(var plan) -> media.encrypt(LegId.CALLER, plan.encryption());
      case CallEffect.RecordAnswer(var leg) -> answered(leg);
      case CallEffect.RecordEnd end -> call.claims().callerLeft();
      case CallEffect.MoveBegins(var claims) -> call.claims().add(claims);
      case CallEffect.MoveEnds(var calling, var called, var to) -> talk(calling, called);
      case VoiceEffect ofDialogue -> voice.execute(ofDialogue);
      case AnnounceCaller(var leg, var words, var listener) ->
          media.announce(leg, words, listener, recordings);
      case JoinEffect ofOtherCall -> execute(ofOtherCall);
      case ParkEffect ofPark -> parks.execute(ofPark);
      case AttendedEffect.AnswerOther(var leg, var session) -> {
        if (!others.answer(leg, session)) {
          throw new IllegalStateException("the other call is gone");
        }
      }
      case AttendedEffect.RefuseOther(var leg, var status) -> {
        // It may have given up in the same moment.
        var unused = others.refuse(leg, status);
      }
      case TransferEffect.TellTransferor(var from, var status) -> call.transfers().tell(status);
      case CallEffect.ReleaseCall release -> release();
    }
  }

  private void answerArrival(LegId leg, Optional<SessionDescription> offer) throws IOException {
    if (call.links().at(leg).isPresent()) {
      var unused = others.answer(leg, media.offer(leg));
      return;
    }
    Party party = call.party(leg);
    SessionDescription session;
    call.target(leg).ifPresent(phone -> media.encrypt(leg, phone.encryption(0)));
    try {
      session =
          offer.isPresent() ? media.connect(leg, offer, true).orElseThrow() : media.offer(leg);
    } catch (IllegalArgumentException e) {
      call.report()
          .send(leg, Refusal.of(party.invite(), SipServletResponse.SC_NOT_ACCEPTABLE_HERE));
      throw e;
    }
    SipServletResponse answer = party.invite().createResponse(SipServletResponse.SC_OK);
    answer.setHeader("Allow", CallServlet.ALLOWED);
    answer.setHeader("Supported", DeskPickups.OPTION);
    Bodies.put(party.sessions().sent(Optional.of(session)), answer);
    Optional<SessionAgreed> agreed = party.sessions().answering(party.invite(), answer);
    call.report().send(leg, answer);
    agreed.ifPresent(call::post);
  }

  private SessionDescription mediaForCaller(Optional<SessionDescription> offer) {
    return offer.isPresent()
        ? media.connect(LegId.CALLER, offer, true).orElseThrow()
        : media.offer(LegId.CALLER);
  }

  private void answerReofferFromEngine(LegId leg, Optional<SessionDescription> offer)
      throws IOException {
    SessionDescription session;
    try {
      session = offer.isPresent() ? media.answerAgain(leg, offer.get()) : media.offerAgain(leg);
    } catch (IllegalArgumentException e) {
      reoffers.refuse(leg, SipServletResponse.SC_NOT_ACCEPTABLE_HERE);
      throw e;
    }
    reoffers.answer(leg, Optional.of(session));
  }

  private void execute(JoinEffect effect) {
    switch (effect) {
      case JoinEffect.AskHeld(var party, var conference) ->
          call.links().ask(conference, environment.calls().all(), media);
      case JoinEffect.AnswerLink(var leg, var offer) ->
          call.links().answer(leg, media.connect(leg, Optional.of(offer), true).orElseThrow());
      case JoinEffect.RefuseLink(var leg) -> call.links().refuse(leg);
      case JoinEffect.Confer(var parties) -> media.confer(parties);
      case JoinEffect.TalkWith(var link) -> {
        media.talkWith(link);
        media.ring();
        call.claims().callerLeft();
      }
    }
  }

  private void answered(LegId leg) {
    Optional<LegTarget> whom = call.target(leg);
    HuntSeats seats = invitations.seats();
    seats.talk(leg, whom, call.claims());
    if (whom.isPresent()
        && (whom.get() instanceof LegTarget.RegisteredDevice
            || whom.get() instanceof LegTarget.Destination)) {
      talkedOn = Optional.of(seats.lines().isEmpty() ? call.claims().lines() : seats.lines());
    } else {
      // Nobody of the lines has the call, but who makes it does.
      talkedOn = Optional.of(Set.of());
    }
    talk(LegId.CALLER, leg);
  }

  private void talk(LegId calling, LegId called) {
    if (!calling.equals(LegId.CALLER)) {
      call.claims().callerLeft();
    }
    call.claims().talk(calling.equals(LegId.CALLER), call.target(calling), call.target(called));
  }

  /** Whatever becomes of its media, the party must not repeat its 2xx for ever. */
  private void connect(LegId leg, Optional<SessionDescription> described, boolean offered)
      throws IOException {
    Optional<SessionDescription> answer;
    boolean connected = true;
    try {
      answer = media.connect(leg, described, offered);
    } catch (MediaException | IllegalArgumentException e) {
      LOG.warnf("call %s: %s has no media with us: %s", call.id(), leg, e.getMessage());
      answer = offered ? described.map(SessionDescription::rejected) : Optional.empty();
      connected = false;
    }
    acknowledge(leg, answer);
    if (connected) {
      keys.ask(leg);
    } else {
      call.post(new MediaFailed(leg));
    }
  }

  private void acknowledge(LegId leg, Optional<SessionDescription> answer) throws IOException {
    if (others.acknowledge(leg, answer)) {
      return;
    }
    Optional<SipServletResponse> success = call.party(leg).takeUnacknowledged();
    if (success.isPresent()) {
      SipServletRequest ack = success.get().createAck();
      TrunkChallenges.repeatIn(ack, success.get());
      Bodies.put(call.party(leg).sessions().sent(answer), ack);
      call.report().send(leg, ack);
    }
  }

  private void hangUp(LegId leg, Reason reason) throws IOException {
    if (call.links().hangUp(leg, reason)) {
      return;
    }
    call.party(leg).keys().end();
    SipServletRequest bye = call.party(leg).dialog().createRequest("BYE");
    bye.setHeader("Reason", reason.headerValue());
    call.report().send(leg, bye);
  }

  private void stop(TimerId timer) {
    Future<?> running = timers.remove(timer);
    if (running != null) {
      running.cancel(false);
    }
  }

  private void release() {
    timers.values().forEach(timer -> timer.cancel(false));
    timers.clear();
    invitations.release();
    media.release();
    recordings.close();
    call.forgetKeys();
    call.transfers().tell(SipServletResponse.SC_REQUEST_TERMINATED);
    call.links().release();
    others.release();
    environment.parks().over(call);
    talkedOn.ifPresent(
        lines -> environment.reach().talked(lines, callingPhone(call.placed().origin())));
    invitations.seats().release();
    environment.calls().ended(call);
    // The container ends the session when its last transaction is over, and not before: a final
    // response that got lost on its way
    // must still be repeated.
    WeakReference<SipApplicationSession> released = new WeakReference<>(call.session());
    environment.timers().start(LONGEST_TRANSACTION, () -> end(released));
  }

  private static Optional<DeviceName> callingPhone(CallOrigin origin) {
    return switch (origin) {
      case CallOrigin.FromDevice(var device) -> Optional.of(device);
      case CallOrigin.FromTrunk trunk -> Optional.empty();
    };
  }

  /**
   * Whatever the session still holds when no transaction of it can live any more, a leg that never
   * answered for instance.
   */
  private static void end(WeakReference<SipApplicationSession> released) {
    SipApplicationSession session = released.get();
    if (session != null && session.isValid()) {
      session.invalidate();
    }
  }

  @Override
  public void ignored(CallState state, CallEvent event) {
    environment.calls().eventIgnored();
    if (event instanceof MoveRequested tooLate) {
      call.claims().giveBack(tooLate.claims());
    } else if (event instanceof TransferRequested tooLate) {
      call.claims().giveBack(tooLate.claims());
      call.transfers().tell(SipServletResponse.SC_TEMPORARILY_UNAVAILABLE);
    } else if (event instanceof VoiceEvent.Consulted(var step, var answer)) {
      call.claims().giveBack(answer.claims());
    } else if (event instanceof ParkEvent.ParkRequested(var from, var place)) {
      environment.parks().refused(call, place.number());
    } else if (event instanceof ParkEvent.RetrievalRequested(var leg, var other, var offer)) {
      call.links().refuse(leg);
    } else if (event instanceof AttendedEvent.PlaceWanted(var from, var leg, var other)) {
      var unused = others.refuse(leg, SipServletResponse.SC_TEMPORARILY_UNAVAILABLE);
    } else if (event instanceof JoinEvent tooLate) {
      call.links().tooLate(tooLate).ifPresent(media::leave);
    }
    if (state instanceof CallState.Ended) {
      reoffers.refuseTooLate(event);
    }
    if (LOG.isDebugEnabled()) {
      LOG.debugf(
          "call %s: %s changes nothing in %s",
          call.id(), event.getClass().getSimpleName(), state.getClass().getSimpleName());
    }
  }

  @Override
  public void failed(CallEffect effect, Exception why) {
    // An effect that comes too late for its dialog or transaction is the end of a race, as when the
    // caller's CANCEL crosses our 200; the call is told and goes on from there.
    Logger.Level level =
        why instanceof IllegalStateException ? Logger.Level.DEBUG : Logger.Level.WARN;
    LOG.logf(level, why, "call %s: %s failed", call.id(), effect.getClass().getSimpleName());
  }

  @Override
  public void broken(CallState state, CallEvent event, Throwable why) {
    LOG.errorf(
        why,
        "call %s: defect at %s in %s",
        call.id(),
        event.getClass().getSimpleName(),
        state.getClass().getSimpleName());
  }
}
