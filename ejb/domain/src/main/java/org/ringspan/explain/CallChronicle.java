package org.ringspan.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEffect;
import org.ringspan.call.CallEvent;
import org.ringspan.call.FeatureNote;
import org.ringspan.call.LegId;
import org.ringspan.call.anchor.AnchorEvent;
import org.ringspan.call.announce.AnnounceCaller;
import org.ringspan.call.attended.AttendedEffect;
import org.ringspan.call.attended.AttendedEvent;
import org.ringspan.call.join.JoinEffect;
import org.ringspan.call.join.JoinEvent;
import org.ringspan.call.move.MoveEvent;
import org.ringspan.call.park.ParkEffect;
import org.ringspan.call.park.ParkEvent;
import org.ringspan.call.transfer.TransferEffect;
import org.ringspan.call.transfer.TransferEvent;
import org.ringspan.call.voice.VoiceEffect;
import org.ringspan.call.voice.VoiceEvent;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.reach.Anchoring;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.HuntSeat;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.ReachPlan;
import org.ringspan.reach.TrunkRoute;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallId;
import org.ringspan.record.CallStarted;
import org.ringspan.record.GroupMember;
import org.ringspan.record.Ladder;
import org.ringspan.record.LegCourse;
import org.ringspan.record.SipMethod;

/**
 * Follows one call: what was planned, what happened to it and what it decided, each at its time. It
 * is told everything and decides nothing; a kind of event or effect that it doesn't know changes
 * nothing here. Safe for several threads; being told something costs about a microsecond.
 */
public final class CallChronicle {
  private final CallStarted started;
  private final Ladder ladder = new Ladder();
  private final List<LegTrack> tracks = new ArrayList<>();
  private final Map<LegId, LegTrack> invited = new LinkedHashMap<>();
  private @Nullable Instant ringingAt;
  private @Nullable Instant answeredAt;
  private final Map<LegId, HuntSeat> seats = new LinkedHashMap<>();
  private @Nullable LegTrack answeredBy;
  private @Nullable HuntSeat answeredFor;
  private @Nullable CallEnded ended;
  private final Set<LegId> joined = new HashSet<>();
  private final Map<LegId, CallId> asking = new LinkedHashMap<>();
  private final Map<LegId, CallId> joinedWith = new LinkedHashMap<>();
  private boolean moving;
  private @Nullable String parkedAt;

  private CallChronicle(CallStarted started) {
    this.started = started;
    started.legs().forEach(leg -> tracks.add(new LegTrack(leg)));
  }

  /**
   * Begins with a call that was planned.
   *
   * @param at when its INVITE arrived
   * @param configuration what it was planned with: it tells the facts behind the reasons
   */
  public static CallChronicle begin(
      CallId call,
      Instant at,
      CallOrigin origin,
      ReachPlan plan,
      ConfigurationSnapshot configuration) {
    return new CallChronicle(
        new CallStarted(
            call,
            at,
            origin,
            callingUser(origin, plan, configuration),
            plan.caller(),
            plan.called(),
            plan.user(),
            PlannedLegs.of(plan, configuration, at)));
  }

  /**
   * A phone calls with its first line, whatever else it claims; a call from a remote destination is
   * its user's (design guide page 21-72).
   */
  private static Optional<UserId> callingUser(
      CallOrigin origin, ReachPlan plan, ConfigurationSnapshot configuration) {
    return switch (origin) {
      case CallOrigin.FromTrunk trunk ->
          plan.anchoring() instanceof Anchoring.Anchored(var user, var destination)
              ? Optional.of(user)
              : Optional.empty();
      case CallOrigin.FromDevice(var name) ->
          configuration
              .device(name)
              .map(Device::lines)
              .flatMap(lines -> lines.stream().findFirst())
              .flatMap(configuration::line)
              .map(Line::owner);
    };
  }

  /** The first half of the call's record. */
  public CallStarted started() {
    return started;
  }

  /** The second half of the call's record; none while it lives. */
  public synchronized Optional<CallEnded> ended() {
    return Optional.ofNullable(ended);
  }

  /** When its caller was first told that it rings; none when it wasn't yet. */
  public synchronized Optional<Instant> ringingAt() {
    return Optional.ofNullable(ringingAt);
  }

  /** When its caller got an answer; none when it has none yet. */
  public synchronized Optional<Instant> answeredAt() {
    return Optional.ofNullable(answeredAt);
  }

  /** The device name or number that answered. */
  public synchronized Optional<String> answeredBy() {
    return Optional.ofNullable(answeredBy).map(track -> track.course().target());
  }

  /** With which calls it is joined now. */
  public synchronized List<CallId> joinedWith() {
    return List.copyOf(joinedWith.values());
  }

  /** At which number it is parked now; none when it isn't. */
  public synchronized Optional<String> parkedAt() {
    return Optional.ofNullable(parkedAt);
  }

  /** What happened so far. */
  public Ladder ladder() {
    return ladder;
  }

  /** What became of each leg so far. */
  public synchronized List<LegCourse> legs() {
    return tracks.stream().limit(CallEnded.MOST_LEGS).map(LegTrack::course).toList();
  }

  /** A SIP message was received or is being sent. */
  public void message(
      Instant now, LegId party, boolean sent, SipMethod method, int status, long sequence) {
    ladder.message(millis(now), party.number(), party.attempt(), sent, method, status, sequence);
  }

  /** Something that is seen neither by an event nor by an effect, in plain English. */
  public void noted(LegId party, String words, Instant now) {
    ladder.decided(millis(now), party.number(), party.attempt(), words);
  }

  /** The call hears of an event. */
  public synchronized void happened(CallEvent event, Instant now) {
    switch (event) {
      case CallEvent.TimerExpired(var timer) ->
          ladder.timer(
              millis(now), timer.leg().number(), timer.leg().attempt(), timer.kind().name());
      case CallEvent.LegRinging ringing -> of(ringing.party()).ifPresent(t -> t.rings(millis(now)));
      case CallEvent.LegAnswered answer ->
          of(answer.party()).ifPresent(t -> t.answered(millis(now)));
      case CallEvent.LegFailed(var party, var status) ->
          of(party).ifPresent(t -> t.refused(millis(now), status));
      case CallEvent.LegNotInvited(var party, var why) -> {
        String reason =
            switch (why) {
              case NO_FREE_CHANNEL -> "all channels of the trunk are taken";
              case UNREACHABLE -> "it can't be reached";
              case NO_MEDIA -> "the server has no media for it";
              case NO_ENCRYPTION -> "the server has no encrypted media for it";
              case MEMBER_BUSY -> "the line carries as many calls as its busy trigger allows";
              case TOO_MANY_CALLS ->
                  "the user has as many calls at remote destinations as are allowed at a time";
            };
        ladder.decided(millis(now), party.number(), party.attempt(), "not called: " + reason);
        seats.remove(party);
        of(party).ifPresent(t -> t.cleared(millis(now), reason));
      }
      case CallEvent.LegSilent(var party) ->
          ladder.decided(millis(now), party.number(), party.attempt(), "no response at all so far");
      case CallEvent.HungUp(var party) -> {
        joinedWith.remove(party);
        of(party).ifPresent(t -> t.cleared(millis(now), "it hung up"));
      }
      case CallEvent.HangUpRequested requested ->
          ladder.decided(millis(now), 0, 0, "the server was asked to end the call");
      // Which key is nobody's business: it may be part of a secret.
      case CallEvent.DigitPressed(var party, var digit) ->
          ladder.decided(millis(now), party.number(), party.attempt(), "a key was pressed");
      case CallEvent.MediaFailed(var party) ->
          ladder.decided(
              millis(now), party.number(), party.attempt(), "no media can be had with it");
      case CallEvent.MediaWayLost(var party) ->
          ladder.decided(
              millis(now), party.number(), party.attempt(), "the way of its media is lost");
      case CallEvent.MediaWayOpened(var party) ->
          ladder.decided(
              millis(now), party.number(), party.attempt(), "another way for its media is open");
      case VoiceEvent.AnsweredByServer answered ->
          ladder.decided(millis(now), 0, 0, "the server answers it: " + answered.dialogue().name());
      case VoiceEvent.Consulted(var step, var answer) -> told(now, answer.words());
      case MoveEvent.MoveRequested request -> {
        moving = true;
        ladder.decided(
            millis(now), request.from().number(), request.from().attempt(), "it wants to move");
      }
      case TransferEvent.TransferRequested(
              var from,
              var by,
              var number,
              var to,
              var claims,
              var ringing) -> {
        moving = true;
        ladder.decided(
            millis(now),
            from.number(),
            from.attempt(),
            "%s transfers the call to %s, and answers for it".formatted(by, number));
      }
      case AnchorEvent.PickupDialled(var from, var leg, var offer, var by) -> {
        moving = true;
        ladder.decided(
            millis(now),
            leg.number(),
            leg.attempt(),
            switch (by) {
              case CODE -> "a telephone of the user dials the code that takes the call";
              case PARK -> "a telephone dials what retrieves the parked call";
              case REPLACES -> "a desk telephone of the user asks for the call by Replaces";
            });
      }
      case JoinEvent.LinkRequested(var from, var leg, var other, var offer, var conference) -> {
        joined.add(leg);
        asking.put(leg, other);
        ladder.decided(
            millis(now),
            from.number(),
            from.attempt(),
            "its user asks in call %s to %s"
                .formatted(
                    other, conference ? "take this one into it" : "connect this one with it"));
      }
      case JoinEvent.LinkAnswered(var leg, var other, var answer) -> {
        joined.add(leg);
        joinedWith.put(leg, other);
        ladder.decided(millis(now), leg.number(), leg.attempt(), JoinedCalls.words(other));
      }
      case AttendedEvent.PlaceWanted(var from, var leg, var other) -> {
        asks(leg, other);
        ladder.decided(
            millis(now),
            from.number(),
            from.attempt(),
            "its telephone transfers call %s to the other".formatted(other));
      }
      case JoinEvent.LinkHeld(var leg, var held) ->
          ladder.decided(
              millis(now),
              leg.number(),
              leg.attempt(),
              held ? "the joined call is on hold there" : "the joined call is back");
      case JoinEvent.LinkEnded(var leg, var why) -> {
        joinedWith.remove(leg);
        ladder.decided(
            millis(now), leg.number(), leg.attempt(), "the joined call has ended: " + why);
      }
      case ParkEvent.RetrievalRequested(var leg, var other, var offer) -> {
        joined.add(leg);
        asking.put(leg, other);
        ladder.decided(millis(now), leg.number(), leg.attempt(), "call " + other + " retrieves it");
      }
      case ParkEvent.ParkAnswered(var result) ->
          told(
              now,
              switch (result) {
                case PARKED -> "the call on hold is parked";
                case OCCUPIED -> "another call is parked there";
                case NOTHING_HELD -> "there is no call of its user's on hold";
                case NOT_NOW -> "the call on hold can't be parked now";
              });
      case MoveEvent.MoveImpossible(var from, var reasons) ->
          ladder.decided(
              millis(now),
              from.number(),
              from.attempt(),
              "no telephone can ring: " + String.join("; ", reasons));
      // What else happens is seen by its messages.
      default -> {}
    }
  }

  /** The call has decided to do something. */
  public synchronized void decided(CallEffect effect, Instant now) {
    long at = millis(now);
    switch (effect) {
      case CallEffect.InviteLeg invite -> invited(invite.leg(), invite.plan(), invite.route(), at);
      case CallEffect.InviteToEngine(var leg, var plan, var route) -> invited(leg, plan, route, at);
      case CallEffect.PlayPrompt(var leg, var prompt, var listener) ->
          ladder.decided(at, leg.number(), leg.attempt(), "it is asked to press a key");
      case AnnounceCaller(var leg, var words, var listener) ->
          ladder.decided(
              at, leg.number(), leg.attempt(), "it is told who calls, and asked to press a key");
      case CallEffect.CancelLeg(var leg, var reason) -> cleared(leg, reason.text(), at);
      case CallEffect.HangUp(var leg, var reason) -> cleared(leg, reason.text(), at);
      case CallEffect.RingCaller ringing -> ringing(now);
      case CallEffect.ProgressCaller progress -> ringing(now);
      case CallEffect.AnswerCaller answer -> answeredAt = now;
      case CallEffect.AnswerCallerFromEngine answer -> answeredAt = now;
      case CallEffect.NoteFeature(var leg, var note) ->
          ladder.decided(at, leg.number(), leg.attempt(), words(note));
      case VoiceEffect.EnterMailbox(var leg, var plan) -> {
        invited(leg, plan, Optional.empty(), at);
        of(leg).ifPresent(track -> track.answered(at));
      }
      case CallEffect.RerouteMedia(var leg) ->
          ladder.decided(at, leg.number(), leg.attempt(), "its media are to take another way");
      case CallEffect.RecordAnswer(var leg) -> {
        answeredBy = invited.get(leg);
        answeredFor = seats.get(leg);
        ladder.decided(at, leg.number(), leg.attempt(), "its answer counts");
      }
      case CallEffect.MoveEnds(var calling, var called, var to) ->
          to.ifPresentOrElse(
              leg -> {
                joinedBy(leg, at);
                ladder.decided(
                    at,
                    leg.number(),
                    leg.attempt(),
                    joined.contains(leg)
                        ? "the other call takes its user's place"
                        : "the call has moved here");
              },
              () -> ladder.decided(at, 0, 0, "nobody took the call: it stays where it was"));
      case VoiceEffect.Speak(var step, var prompts, var listener) ->
          told(now, VoiceText.of(prompts));
      case JoinEffect.AnswerLink(var leg, var offer) -> joinedBy(leg, at);
      case AttendedEffect.RefuseOther(var leg, var status) -> {
        asking.remove(leg);
        ladder.decided(
            at, leg.number(), leg.attempt(), "the other call can't be taken in: " + status);
      }
      case ParkEffect.ConfirmPark(var staying, var left, var place) -> {
        parkedAt = place.number().digits();
        ladder.decided(
            at,
            left.number(),
            left.attempt(),
            "%s parks the call at %s".formatted(place.by(), place.number()));
      }
      case ParkEffect.FreeNumber free -> parkedAt = null;
      case ParkEffect.Recall(var left, var place) ->
          ladder.decided(
              at,
              left.number(),
              left.attempt(),
              "it was parked for %d s: it rings again".formatted(place.reversion().toSeconds()));
      case TransferEffect.TellTransferor(var from, var status) ->
          ladder.decided(at, from.number(), from.attempt(), TransferText.of(status));
      case VoiceEffect.Consult(var step, var question) -> told(now, question.words());
      // What rings from now on is nobody's forward.
      case VoiceEffect.RingOthers ring -> moving = true;
      case CallEffect.RecordEnd end -> end(end, now);
      // What else is done is seen by its messages.
      default -> {}
    }
  }

  /** Another call is to be joined with this one. */
  public synchronized void asks(LegId leg, CallId other) {
    joined.add(leg);
    asking.put(leg, other);
  }

  /** The other call is joined with this one, if the leg is one. */
  private void joinedBy(LegId leg, long at) {
    CallId other = asking.remove(leg);
    if (other != null) {
      joinedWith.put(leg, other);
      ladder.decided(at, leg.number(), leg.attempt(), JoinedCalls.words(other));
    }
  }

  /** Something that a dialogue with the caller says of itself. */
  private void told(Instant now, String words) {
    if (!words.isEmpty()) {
      ladder.decided(millis(now), 0, 0, words);
    }
  }

  private static String words(FeatureNote note) {
    return switch (note) {
      case HELD -> "its keys put the other on hold, for any telephone of the user";
      case HELD_EXCLUSIVELY -> "its keys put the other on hold, for this telephone only";
      case RESUMED -> "its keys took the other from hold";
      case HANDOFF -> "its keys asked for the desk telephones";
      case AWAITS_PICKUP -> "its user hung up: the call waits for the desk";
      case TRANSFER -> "its keys asked to connect the call on hold with this one, and to leave";
      case CONFERENCE -> "its keys asked to take the call on hold into this one";
      case NOTHING_HELD -> "there is no call of its user's on hold that could be joined";
      case NOT_JOINED -> "the call on hold can't be joined now";
      case LEFT_CONFERENCE -> "it has left the conference, the others talk on";
      case STILL_ASKING ->
          "the time to answer is over, but who has answered is asked for a key: the call waits for"
              + " that, and nobody else rings any more";
      case STEPS_ASIDE -> "it takes no part in the conference for now, the others go on";
      case STEPS_BACK -> "it takes part in the conference again";
      case LEFT_ASKING -> "its user hung up before the call on hold has answered: they are joined";
      case LEFT_TRANSFERRING -> "it hung up before somebody has answered: the other waits alone";
      case NOT_NOW -> "its keys asked for what can't be done now";
    };
  }

  private void ringing(Instant now) {
    if (ringingAt == null) {
      ringingAt = now;
    }
  }

  private void invited(LegId leg, LegPlan plan, Optional<TrunkRoute> route, long at) {
    // Once somebody talks, nothing is forwarded any more.
    boolean later = leg.number() > started.legs().size() && !moving;
    String seat = plan.seat().map(HuntSeat::words).orElse("");
    boolean forwarded = later && seat.isEmpty();
    LegTrack track = leg.attempt() == 0 ? planned(leg) : null;
    if (track == null) {
      if (tracks.size() >= CallEnded.MOST_LEGS) {
        return;
      }
      track = new LegTrack(PlannedLegs.of(leg.number(), leg.attempt(), forwarded, plan, seat));
      tracks.add(track);
    }
    track.invited(at, route);
    invited.put(leg, track);
    plan.seat().ifPresent(of -> seats.put(leg, of));
    if (later && leg.attempt() == 0) {
      ladder.decided(
          at, leg.number(), 0, forwarded ? "the call is forwarded" : "it rings for " + seat);
    }
  }

  private @Nullable LegTrack planned(LegId leg) {
    return tracks.stream().filter(track -> track.isOf(leg.number())).findFirst().orElse(null);
  }

  private void cleared(LegId leg, String reason, long at) {
    ladder.decided(at, leg.number(), leg.attempt(), "cleared: " + reason);
    of(leg).ifPresent(track -> track.cleared(at, reason));
  }

  private void end(CallEffect.RecordEnd end, Instant now) {
    ladder.decided(millis(now), 0, 0, "the call ends: " + end.detail());
    Optional<String> winner = answeredAt == null ? Optional.empty() : answeredBy();
    ended =
        new CallEnded(
            started.call(),
            now,
            end.outcome(),
            Optional.ofNullable(ringingAt),
            Optional.ofNullable(answeredAt),
            winner,
            end.status(),
            end.detail(),
            legs(),
            ladder,
            members());
  }

  /** Each member of a hunt group for whom a leg was invited. */
  private List<GroupMember> members() {
    Map<UserId, GroupMember> members = new LinkedHashMap<>();
    for (HuntSeat seat : seats.values()) {
      members.put(seat.member(), new GroupMember(seat.member(), seat.group(), false));
    }
    if (answeredFor != null && answeredAt != null) {
      members.put(
          answeredFor.member(), new GroupMember(answeredFor.member(), answeredFor.group(), true));
    }
    return members.values().stream().limit(CallEnded.MOST_LEGS).toList();
  }

  private Optional<LegTrack> of(LegId leg) {
    return Optional.ofNullable(invited.get(leg));
  }

  private long millis(Instant now) {
    return Math.max(0, Duration.between(started.at(), now).toMillis());
  }
}
