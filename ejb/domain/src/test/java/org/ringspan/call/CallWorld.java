package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.call.LegId.CALLER;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.call.CallEvent.EffectFailed;
import org.ringspan.call.anchor.AnchorEvent;
import org.ringspan.call.anchor.Anchored;
import org.ringspan.call.announce.AnnounceCaller;
import org.ringspan.call.attended.AttendedEffect;
import org.ringspan.call.attended.AttendedEvent;
import org.ringspan.call.attended.Replacing;
import org.ringspan.call.confirm.Confirming;
import org.ringspan.call.join.Conference;
import org.ringspan.call.join.JoinEffect;
import org.ringspan.call.join.JoinEvent;
import org.ringspan.call.join.OnBehalf;
import org.ringspan.call.move.MoveEvent;
import org.ringspan.call.move.Moving;
import org.ringspan.call.park.ParkEffect;
import org.ringspan.call.park.ParkEvent;
import org.ringspan.call.park.ParkPlace;
import org.ringspan.call.park.Parked;
import org.ringspan.call.transfer.TransferEffect;
import org.ringspan.call.transfer.TransferEvent;
import org.ringspan.call.transfer.Transferring;
import org.ringspan.call.voice.Conversing;
import org.ringspan.call.voice.VoiceEffect;
import org.ringspan.call.voice.VoiceEvent;
import org.ringspan.configuration.UserControl;
import org.ringspan.reach.Claims;
import org.ringspan.reach.Forward;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.HuntCalls;
import org.ringspan.reach.LegPlan;
import org.ringspan.reach.ReachPlan;
import org.ringspan.reach.TrunkRoute;
import org.ringspan.record.CallId;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Question;
import org.ringspan.voicemail.telephone.MailboxAnswer;
import org.ringspan.voicemail.telephone.MailboxQuestion;

/**
 * The phones around one call, each doing at random what SIP lets it do, and what the call promises
 * them: checked at every effect. All chance comes from one seed.
 */
final class CallWorld {
  private static final SessionDescription OFFER = Example.sdp("caller", 4000);
  private static final CallId OTHER_CALL = new CallId("other");
  private static final ParkPlace PLACE =
      new ParkPlace(new DirectoryNumber("53000"), new UserId("alice"), Duration.ofSeconds(60));
  private static final String VIDEO = "m=video 7000 RTP/AVP 31\r\n";

  /** One phone's dialog with us. */
  private static final class Phone {
    boolean invited;
    boolean mayBeSilent;
    boolean cancelled;
    boolean finished;
    boolean inDialog;
    boolean weSentBye;
    boolean weReoffered;
    int updates;
    boolean reofferPending;
    boolean byUpdate;
    boolean awaitsItsAck;
    int acksOwed;

    /** An effect for it has failed; the call may not have been told yet. */
    boolean unreachable;

    boolean audioOnly;

    /** It talks with the media engine. */
    boolean connected;

    /** The engine keeps an end for it. */
    boolean hasEnd;

    /** It has called to take the call, and awaits an answer. */
    boolean arriving;

    /** It hears music. */
    boolean held;

    /** It is another call, joined with this one. */
    boolean isLink;

    /** There were no media for it at first. */
    boolean noMedia;

    /** It is another call that is a party of this one like any. */
    boolean isCall;

    /** It was invited without an offer: our ACK must answer its own. */
    boolean offers;

    /** It has made one, and awaits the answer. */
    boolean hasOffered;

    /** Another way for its media is being opened. */
    boolean wayOpening;
  }

  private final boolean telling;
  private final Random random;
  private final List<String> story = new ArrayList<>();
  private final Map<LegId, Phone> phones = new LinkedHashMap<>();
  private final Set<TimerId> running = new LinkedHashSet<>();
  private final Set<TimerId> runOut = new LinkedHashSet<>();
  private final Deque<LegId> redirecting = new ArrayDeque<>();
  private final Set<LegId> channels = new LinkedHashSet<>();
  private final Deque<CallEvent> failures = new ArrayDeque<>();
  private final Optional<SessionDescription> offer;
  private final double failureRate;

  /** Parties that stay, so that much happens before their call ends. */
  private final boolean patient;

  private final Set<String> seen = new LinkedHashSet<>();
  private CallState state = new CallState.Idle();
  private boolean finalResponse;
  private boolean callerUnreachable;
  private boolean silenceEnded;
  private boolean recordStarted;
  private boolean recordEnded;
  private boolean released;
  private int answers;
  private boolean moving;
  private boolean planned;
  private int arrivals;

  /** The call on hold was asked to be joined. */
  private boolean asking;

  /** The call on hold was asked to be parked. */
  private boolean parking;

  /** It is parked, by this one. */
  private boolean parked;

  private LegId parkedBy = CALLER;

  /** The rules were asked who rings for the parked call. */
  private boolean recalling;

  /** With whom the server talks. */
  private LegId listener = CALLER;

  private Set<LegId> bridged = Set.of();
  private int moves;
  private boolean transferring;
  private Optional<LegId> transferorLeft = Optional.empty();
  private int infos;
  private int infosAnswered;
  private boolean voice;
  private final Set<Integer> speaking = new LinkedHashSet<>();
  private final Set<Integer> recording = new LinkedHashSet<>();
  private final Map<Integer, Question> consulted = new LinkedHashMap<>();

  /**
   * @param telling whether the story is written down, which takes most of the time
   */
  CallWorld(long seed, boolean telling) {
    this.telling = telling;
    random = new Random(seed);
    offer = chance(0.8) ? Optional.of(chance(0.5) ? OFFER : withVideo(OFFER)) : Optional.empty();
    failureRate = chance(0.3) ? 0.05 : 0;
    patient = chance(0.5);
  }

  /** Everything that happened, for a human to read. */
  List<String> story() {
    return story;
  }

  /** The kinds of states, exchanges and effects that came about. */
  Set<String> seen() {
    return seen;
  }

  /** {@code steps} things happen, then everybody finishes what is begun and leaves. */
  void live(int steps) {
    LegPlan[] legs = new LegPlan[1 + random.nextInt(chance(0.5) ? 3 : 11)];
    for (int i = 0; i < legs.length; i++) {
      legs[i] = leg();
    }
    phones.put(CALLER, new Phone());
    phones.get(CALLER).inDialog = true;
    ForwardPlan forward = forward(random.nextInt(3));
    if (chance(0.3)) {
      forward = hunt(legs, forward);
    }
    ReachPlan plan =
        Example.plan(forward, legs)
            .keyed(chance(0.4) ? Optional.of(Example.TERMS) : Optional.empty());
    voice = chance(0.3);
    happens(
        voice
            ? new VoiceEvent.AnsweredByServer(
                Example.plan(ForwardPlan.nowhere()),
                new RandomDialogue(random.nextInt(1_000_000), 1 + random.nextInt(8), plan),
                offer)
            : new CallEvent.CallPlaced(plan, offer));
    for (int i = 0; i < steps && !released; i++) {
      pick(possible());
    }
    for (int i = 0; i < 200 && !released; i++) {
      pick(finishing());
    }
    assertThat(released).as("the call is released in the end, but is %s", state).isTrue();
  }

  private LegPlan leg() {
    if (chance(0.3)) {
      return Example.desk();
    }
    if (chance(0.2)) {
      return Example.silentDesk();
    }
    TrunkRoute[] routes = new TrunkRoute[1 + random.nextInt(3)];
    for (int i = 0; i < routes.length; i++) {
      routes[i] = chance(0.5) ? Example.TO_MOBILE : Example.TO_MOBILE_TOO;
    }
    LegPlan mobile =
        chance(0.3)
            ? keyed(chance(0.3) ? Duration.ZERO : Example.DELAY, routes)
            : Example.mobile(
                chance(0.3) ? Duration.ZERO : Example.DELAY,
                chance(0.3) ? Duration.ZERO : Example.TOO_SOON,
                routes);
    return chance(0.5) ? Example.midCall(mobile) : mobile;
  }

  /** Some are announced, too. */
  private static LegPlan keyed(Duration delay, TrunkRoute... routes) {
    LegPlan mobile = Example.keyed(delay, routes);
    return routes.length == 3 ? Example.announced(mobile) : mobile;
  }

  /** The legs ring for members of a hunt group, and others may come after them. */
  private ForwardPlan hunt(LegPlan[] legs, ForwardPlan then) {
    int members = 1 + random.nextInt(3);
    boolean together = chance(0.5);
    for (int i = 0; i < legs.length; i++) {
      LegPlan leg = chance(0.3) ? legs[i].decliningEverywhere() : legs[i];
      legs[i] = HuntCalls.seated(together ? i % members : 0, List.of(leg)).getFirst();
    }
    return together
        ? then
        : HuntCalls.inOrder(
            Example.FORWARD_AFTER,
            members,
            member -> HuntCalls.seated(member, List.of(leg(), leg())),
            chance(0.5) ? Optional.of(then) : Optional.empty());
  }

  /** A chain of so many forwards. */
  private ForwardPlan forward(int hops) {
    if (hops == 0) {
      return ForwardPlan.nowhere();
    }
    Forward further =
        new Forward(Optional.of(Example.ALICE), List.of(leg(), leg()), forward(hops - 1));
    return new ForwardPlan(
        Example.FORWARD_AFTER,
        chance(0.7)
            ? Optional.of(chance(0.5) ? Example.mailbox() : Example.ownMailbox())
            : Optional.of(further),
        chance(0.5) ? Optional.of(further) : Optional.empty(),
        chance(0.5) ? Optional.of(further) : Optional.empty());
  }

  private void pick(List<Runnable> options) {
    if (!options.isEmpty()) {
      options.get(random.nextInt(options.size())).run();
    }
  }

  /** What may happen now. */
  private List<Runnable> possible() {
    List<Runnable> options = new ArrayList<>(finishing());
    running.forEach(timer -> options.add(() -> runsOut(timer)));
    phones.forEach((leg, phone) -> options.addAll(ofParty(leg, phone)));
    if (state instanceof CallState.Talking talking && chance(0.6)) {
      options.add(() -> moves(chance(0.5) ? talking.calling() : talking.winner()));
      options.add(() -> transfers(chance(0.5) ? talking.calling() : talking.winner()));
    }
    if (state instanceof CallState.Talking talking && chance(0.5)) {
      options.add(() -> isWanted(chance(0.5) ? talking.calling() : talking.winner()));
    }
    if (state instanceof Anchored anchored && chance(0.2)) {
      LegId from = chance(0.5) ? anchored.talking().calling() : anchored.talking().winner();
      options.add(() -> isWanted(from));
    }
    if (state instanceof Anchored anchored && chance(0.3)) {
      LegId from = chance(0.5) ? anchored.talking().calling() : anchored.talking().winner();
      options.add(() -> transfers(from));
    }
    if (state instanceof Transferring running && chance(0.2)) {
      options.add(() -> transfers(running.from()));
    }
    if (state instanceof Anchored anchored && (planned || chance(0.4))) {
      LegId from = chance(0.5) ? anchored.talking().calling() : anchored.talking().winner();
      planned = false;
      options.add(() -> moves(from));
    }
    if (state instanceof Anchored anchored && chance(0.3)) {
      LegId from = chance(0.5) ? anchored.talking().calling() : anchored.talking().winner();
      options.add(() -> isAsked(from));
    }
    if (state instanceof Anchored anchored && chance(0.3)) {
      LegId from = chance(0.5) ? anchored.talking().calling() : anchored.talking().winner();
      AnchorEvent.By by = chance(0.5) ? AnchorEvent.By.CODE : AnchorEvent.By.REPLACES;
      options.add(() -> dialsIn(from, by));
    }
    if (state instanceof Anchored anchored && chance(0.2)) {
      LegId from = chance(0.5) ? anchored.talking().calling() : anchored.talking().winner();
      options.add(() -> happens(new ParkEvent.ParkRequested(from, PLACE)));
    }
    if (state instanceof Parked at) {
      options.add(() -> moves(at.left()));
      options.add(() -> dialsIn(at.left(), AnchorEvent.By.PARK));
      options.add(this::isRetrieved);
      options.add(() -> happens(new ParkEvent.ParkRequested(at.left(), PLACE)));
    }
    if (chance(0.02)) {
      options.add(
          () ->
              happens(
                  chance(0.5)
                      ? new CallEvent.HangUpRequested()
                      : CallEvent.HangUpRequested.serverStops()));
    }
    return options;
  }

  private List<Runnable> ofParty(LegId leg, Phone phone) {
    List<Runnable> options = new ArrayList<>();
    if (!leg.equals(CALLER) && phone.invited && !phone.finished && !phone.inDialog) {
      options.add(() -> happens(new CallEvent.LegRinging(leg, media(leg, 0.4))));
      options.add(() -> answers(leg, phone));
      if (giveUp()) {
        options.add(() -> fails(leg, phone, List.of(404, 408, 480, 486, 503, 603)));
      }
      if (chance(0.2)) {
        options.add(
            () -> {
              phone.finished = true;
              happens(new CallEvent.LegRedirected(leg, 302, "51235"));
            });
      }
      if (phone.mayBeSilent) {
        options.add(
            () -> {
              phone.mayBeSilent = false;
              happens(new CallEvent.LegSilent(leg));
            });
      }
    }
    if (phone.isLink) {
      return ofLink(leg, phone);
    }
    if (phone.arriving && state instanceof Replacing && chance(0.3)) {
      options.add(
          () -> {
            phone.arriving = false;
            happens(new CallEvent.HungUp(leg));
          });
    }
    boolean up = leg.equals(CALLER) ? answers > 0 && phone.inDialog : phone.inDialog;
    // The network may let what comes behind an ACK overtake it.
    boolean early = leg.equals(CALLER) && state instanceof CallState.Answered && chance(0.3);
    if (up && phone.acksOwed == 0 && !phone.reofferPending && (!phone.awaitsItsAck || early)) {
      options.add(
          () -> {
            phone.reofferPending = true;
            phone.byUpdate = chance(0.3);
            happens(
                new CallEvent.Reoffered(leg, media(leg, phone.byUpdate ? 1 : 0.7), phone.byUpdate));
          });
    }
    if (up) {
      if (giveUp()) {
        options.add(() -> leaves(leg, phone));
      }
      if (chance(0.3)) {
        options.add(() -> agrees(leg));
      }
      if (chance(0.2)) {
        options.add(() -> informs(leg));
      }
    }
    if (phone.connected && up) {
      options.add(() -> pressesKey(leg));
      if (state instanceof Anchored
          || state instanceof Conference
          || state instanceof Conversing talking
              && talking.phase() instanceof Conversing.Connecting) {
        options.add(() -> pressesCode(leg));
      }
      if (chance(0.1) && giveUp()) {
        options.add(() -> happens(new CallEvent.MediaFailed(leg)));
      }
      if (chance(0.05)) {
        options.add(() -> happens(new CallEvent.MediaWayLost(leg)));
      }
    }
    // Another call tells us when it gives up.
    if (phone.awaitsItsAck && up && !phone.isCall && giveUp()) {
      options.add(
          () -> {
            phone.awaitsItsAck = false;
            happens(new CallEvent.NeverAcknowledged(leg));
          });
    }
    return options;
  }

  private List<Runnable> ofLink(LegId leg, Phone phone) {
    List<Runnable> options = new ArrayList<>();
    if (phone.inDialog) {
      if (giveUp()) {
        options.add(() -> leaves(leg, phone));
      }
      if (chance(0.1)) {
        options.add(() -> happens(new CallEvent.MediaFailed(leg)));
      }
      if (chance(0.3)) {
        options.add(() -> happens(new CallEvent.DigitPressed(leg, '#')));
      }
      if (chance(0.5)) {
        options.add(() -> happens(new JoinEvent.LinkHeld(leg, chance(0.5))));
      }
    }
    return options;
  }

  private boolean giveUp() {
    return !patient || chance(0.1);
  }

  /** What must happen sooner or later, for everybody to come to an end. */
  private List<Runnable> finishing() {
    List<Runnable> options = new ArrayList<>();
    phones.forEach(
        (leg, phone) -> {
          if (phone.cancelled && !phone.finished && !phone.inDialog) {
            options.add(() -> fails(leg, phone, List.of(487)));
          }
          if (phone.weSentBye) {
            options.add(
                () -> {
                  phone.weSentBye = false;
                  happens(new CallEvent.PartyCleared(leg));
                });
          }
          if (phone.weReoffered) {
            options.add(() -> answersReoffer(leg, phone));
          }
          if (phone.wayOpening) {
            options.add(
                () -> {
                  phone.wayOpening = false;
                  happens(
                      chance(0.8)
                          ? new CallEvent.MediaWayOpened(leg)
                          : new CallEvent.MediaFailed(leg));
                });
          }
          if (phone.updates > 0) {
            options.add(() -> answersUpdate(leg, phone));
          }
          if (phone.awaitsItsAck && phone.inDialog) {
            options.add(
                () -> {
                  phone.awaitsItsAck = false;
                  happens(new CallEvent.Acknowledged(leg, media(leg, 0.5)));
                });
          }
        });
    if (asking) {
      options.add(this::isTold);
    }
    if (parking) {
      options.add(
          () -> {
            parking = false;
            ParkEvent.ParkAnswered.Result[] results = ParkEvent.ParkAnswered.Result.values();
            happens(new ParkEvent.ParkAnswered(results[random.nextInt(results.length)]));
          });
    }
    if (recalling && state instanceof Parked at) {
      options.add(
          () -> {
            recalling = false;
            if (chance(0.5)) {
              moves(at.left());
            } else {
              happens(new MoveEvent.MoveImpossible(at.left(), List.of("nobody")));
            }
          });
    }
    for (int step : speaking) {
      options.add(
          () -> {
            speaking.remove(step);
            happens(new VoiceEvent.PromptEnded(step));
          });
    }
    for (int step : recording) {
      options.add(
          () -> {
            recording.remove(step);
            happens(new VoiceEvent.RecordingEnded(step, Duration.ofSeconds(3)));
          });
    }
    consulted.forEach(
        (step, question) ->
            options.add(
                () -> {
                  consulted.remove(step);
                  happens(new VoiceEvent.Consulted(step, answer(question)));
                }));
    if (!redirecting.isEmpty()) {
      options.add(
          () ->
              happens(
                  new CallEvent.RedirectRouted(
                      redirecting.remove(),
                      chance(0.5)
                          ? List.of()
                          : chance(0.1)
                              ? List.of(Example.messageTaking())
                              : List.of(leg(), leg()))));
    }
    Phone caller = caller();
    if (!finalResponse && !callerUnreachable && (options.isEmpty() || giveUp())) {
      options.add(
          () -> {
            finalResponse = true;
            caller.inDialog = false;
            happens(new CallEvent.CallerCancelled());
          });
    } else if (answers > 0 && caller.inDialog && options.isEmpty()) {
      options.add(() -> leaves(CALLER, caller));
    } else if (state instanceof CallState.Talking talking && options.isEmpty()) {
      options.add(() -> leaves(talking.calling(), phone(talking.calling())));
    } else if (state instanceof Anchored anchored && options.isEmpty()) {
      List.of(anchored.talking().calling(), anchored.talking().winner()).stream()
          .filter(party -> phone(party).inDialog)
          .forEach(party -> options.add(() -> leaves(party, phone(party))));
    }
    if (state instanceof Parked at && options.isEmpty()) {
      LegId waiting = at.two().talking().other(at.left());
      options.add(() -> leaves(waiting, phone(waiting)));
    }
    if (state instanceof OnBehalf onBehalf && options.isEmpty()) {
      options.add(() -> leaves(onBehalf.link(), phone(onBehalf.link())));
    }
    if (options.isEmpty()) {
      running.forEach(timer -> options.add(() -> runsOut(timer)));
    }
    return options;
  }

  private void dialsIn(LegId from, AnchorEvent.By by) {
    arrivals++;
    LegId leg = new LegId(1000 * arrivals);
    Phone phone = new Phone();
    phone.finished = true;
    phone.audioOnly = true;
    phone.arriving = true;
    phones.put(leg, phone);
    happens(new AnchorEvent.PickupDialled(from, leg, media(leg, 0.7), by));
  }

  private LegId link() {
    arrivals++;
    LegId leg = new LegId(1000 * arrivals);
    Phone link = new Phone();
    link.isLink = true;
    link.finished = true;
    phones.put(leg, link);
    return leg;
  }

  /** Another call wants to be joined with this one. */
  private void isAsked(LegId from) {
    LegId leg = link();
    phone(leg).arriving = true;
    happens(
        new JoinEvent.LinkRequested(
            from, leg, OTHER_CALL, Example.sdp("engine", 3002), chance(0.5)));
  }

  /** Another call wants a party's place, and is a party like any when it has it. */
  private void isWanted(LegId from) {
    LegId leg = link();
    phone(leg).isLink = false;
    phone(leg).isCall = true;
    phone(leg).arriving = true;
    happens(new AttendedEvent.PlaceWanted(from, leg, OTHER_CALL));
  }

  /** Another call wants to have the one that is parked. */
  private void isRetrieved() {
    LegId leg = link();
    phone(leg).arriving = true;
    happens(new ParkEvent.RetrievalRequested(leg, OTHER_CALL, Example.sdp("engine", 3002)));
  }

  /** The call on hold has its answer. */
  private void isTold() {
    asking = false;
    if (chance(0.3)) {
      happens(new JoinEvent.LinkRefused(Optional.empty(), JoinEvent.LinkRefused.Why.NOTHING_HELD));
      return;
    }
    LegId leg = link();
    if (chance(0.2)) {
      happens(new JoinEvent.LinkRefused(Optional.of(leg), JoinEvent.LinkRefused.Why.NOT_NOW));
    } else {
      phone(leg).inDialog = true;
      happens(new JoinEvent.LinkAnswered(leg, OTHER_CALL, Example.sdp("engine", 3002)));
    }
  }

  private void moves(LegId from) {
    happens(new MoveEvent.MoveRequested(from, some(), Claims.NONE, Duration.ofMinutes(1)));
  }

  private void transfers(LegId from) {
    happens(
        new TransferEvent.TransferRequested(
            from, new UserId("alice"), "51235", some(), Claims.NONE, Duration.ofMinutes(1)));
  }

  private List<LegPlan> some() {
    LegPlan[] legs = new LegPlan[1 + random.nextInt(3)];
    for (int i = 0; i < legs.length; i++) {
      legs[i] = leg();
    }
    return List.of(legs);
  }

  private void answers(LegId leg, Phone phone) {
    phone.inDialog = true;
    phone.acksOwed++;
    Optional<SessionDescription> session = media(leg, 0.95);
    phone.hasOffered = phone.offers && session.isPresent();
    happens(new CallEvent.LegAnswered(leg, session));
  }

  private void fails(LegId leg, Phone phone, List<Integer> statuses) {
    phone.finished = true;
    happens(new CallEvent.LegFailed(leg, statuses.get(random.nextInt(statuses.size()))));
  }

  private void leaves(LegId leg, Phone phone) {
    phone.inDialog = false;
    phone.finished = true;
    phone.awaitsItsAck = false;
    happens(phone.isLink ? new JoinEvent.LinkEnded(leg, "it is over") : new CallEvent.HungUp(leg));
  }

  private void answersReoffer(LegId leg, Phone phone) {
    phone.weReoffered = false;
    if (chance(0.6)) {
      phone.acksOwed++;
      happens(new CallEvent.ReofferAnswered(leg, media(leg, 0.9)));
    } else {
      List<Integer> statuses = List.of(491, 491, 491, 488, 481, 408);
      happens(new CallEvent.ReofferRefused(leg, statuses.get(random.nextInt(statuses.size()))));
    }
  }

  private void agrees(LegId leg) {
    happens(
        new CallEvent.SessionAgreed(
            leg,
            chance(0.9)
                ? Optional.of(
                    new SessionInterval(Duration.ofSeconds(1 + random.nextInt(1800)), chance(0.7)))
                : Optional.empty(),
            chance(0.5)));
  }

  private void answersUpdate(LegId leg, Phone phone) {
    phone.updates--;
    if (chance(0.5)) {
      agrees(leg);
    } else {
      List<Integer> statuses = List.of(405, 405, 500, 491, 481, 408);
      happens(new CallEvent.RefreshRefused(leg, statuses.get(random.nextInt(statuses.size()))));
    }
  }

  private void informs(LegId leg) {
    infos++;
    happens(new CallEvent.InfoReceived(leg, infos));
  }

  /** Each INFO has its answer, but keys that wait for the caller's ACK. */
  private void checkInfos() {
    long waiting =
        state instanceof CallState.Answered answered
            ? answered.keys().stream().filter(CallEvent.InfoReceived.class::isInstance).count()
            : 0;
    assertThat(infosAnswered + waiting).as("INFOs answered").isEqualTo(infos);
  }

  private void pressesCode(LegId leg) {
    List<String> codes =
        List.of("*81", "*82", "*83", "*84", "*84", "*85", "*74", "*74", "**83", "*8");
    for (char key : codes.get(random.nextInt(codes.size())).toCharArray()) {
      if (phone(leg).connected && phone(leg).inDialog) {
        happens(new CallEvent.DigitPressed(leg, key));
      }
    }
  }

  private void pressesKey(LegId leg) {
    char key = "*8#127".charAt(random.nextInt(6));
    if (chance(0.7)) {
      happens(new CallEvent.DigitPressed(leg, key));
    } else {
      infos++;
      happens(new CallEvent.InfoReceived(leg, infos, Optional.of(key)));
    }
  }

  private void runsOut(TimerId timer) {
    running.remove(timer);
    runOut.add(timer);
    silenceEnded |= timer.kind() == TimerId.Kind.CLEARING;
    happens(new CallEvent.TimerExpired(timer));
  }

  private Answer answer(Question question) {
    return switch (question) {
      case MailboxQuestion.Open open ->
          chance(0.9)
              ? new MailboxAnswer.Opened(chance(0.5), Duration.ofSeconds(chance(0.8) ? 60 : 0))
              : new MailboxAnswer.NoMailbox();
      case MailboxQuestion.Leave leave -> new MailboxAnswer.Done(chance(0.8));
      case Question other -> new RandomDialogue.Anything();
    };
  }

  private Optional<SessionDescription> media(LegId leg, double often) {
    if (!chance(often)) {
      return Optional.empty();
    }
    SessionDescription audio = Example.sdp("leg" + leg.number(), 5000 + random.nextInt(2));
    return Optional.of(chance(0.7) ? audio : withVideo(audio));
  }

  private static SessionDescription withVideo(SessionDescription audio) {
    return new SessionDescription(audio.text() + VIDEO);
  }

  /** A party that may have nothing but audio is sent nothing else. */
  private void checkMedia(LegId party, Optional<SessionDescription> sent) {
    if (phone(party).audioOnly) {
      assertThat(sent.map(SessionDescription::text).orElse(""))
          .as("sent to %s", party)
          .doesNotContain(VIDEO);
    }
  }

  /** The caller has as many streams in an answer of such a party as it has offered. */
  private void checkAnswer(Optional<SessionDescription> answer) {
    if (state
            instanceof
            CallState.Answered(
                var setup,
                var legs,
                var winner,
                var o,
                var s,
                var told,
                var j,
                var e,
                var keys,
                var end,
                var anchored)
        && legs.isAudioOnly(winner)
        && told.isEmpty()
        && offer.isPresent()) {
      assertThat(streams(answer)).isEqualTo(streams(offer));
      assertThat(answer.map(SessionDescription::text).orElse("")).doesNotContain(VIDEO);
    }
  }

  private static long streams(Optional<SessionDescription> session) {
    return session.stream()
        .flatMap(sdp -> sdp.text().lines())
        .filter(l -> l.startsWith("m="))
        .count();
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private Phone caller() {
    return phones.getOrDefault(CALLER, new Phone());
  }

  private void happens(CallEvent event) {
    handle(event);
    while (!failures.isEmpty()) {
      handle(failures.remove());
    }
    checkInfos();
  }

  private void handle(CallEvent event) {
    if (telling) {
      story.add(event instanceof CallEvent.CallPlaced ? "CallPlaced" : event.toString());
    }
    Optional<CallState.Ringing> before = ringing();
    Transition transition = CallTransitions.on(state, event);
    boolean begins = !(state instanceof Transferring) && transition.state() instanceof Transferring;
    state = transition.state();
    transferring |= begins;
    if (state instanceof Transferring running && running.left()) {
      transferorLeft = Optional.of(running.from());
    }
    if (transition.ignored()) {
      tooLate(event);
    }
    before.ifPresent(rang -> checkAsked(rang, event, transition.effects()));
    seen.add(state.getClass().getSimpleName());
    if (state instanceof CallState.Talking talking) {
      seen.add(talking.exchange().getClass().getSimpleName());
    }
    if (state instanceof Replacing replacing) {
      seen.add(replacing.phase().getClass().getSimpleName());
      seen.add(replacing.left() ? "TransferorOfOtherLeft" : "TransferorOfOtherThere");
    }
    if (state instanceof Transferring transferring) {
      seen.add(transferring.left() ? "TransferorLeft" : "TransferorThere");
    }
    if (beneath() instanceof Moving running) {
      seen.add(running.talking().exchange().getClass().getSimpleName());
      seen.add(running.phase().getClass().getSimpleName());
    }
    if (state instanceof Conversing conversing) {
      seen.add(conversing.phase().getClass().getSimpleName());
    }
    if (state instanceof Anchored anchored) {
      seen.add(anchored.hold().getClass().getSimpleName());
      seen.add(anchored.talking().exchange().getClass().getSimpleName());
    }
    for (CallEffect effect : transition.effects()) {
      seen.add(effect.getClass().getSimpleName());
      if (telling) {
        story.add("  → " + effect.getClass().getSimpleName() + " " + about(effect));
      }
      assertThat(released).as("nothing comes after the release").isFalse();
      boolean fails = chance(failureRate) && !(effect instanceof CallEffect.ReleaseCall);
      if (fails) {
        if (telling) {
          story.add("    fails");
        }
        failures.add(new EffectFailed(effect));
      }
      check(effect, fails);
    }
    if (state instanceof CallState.Talking && failures.isEmpty()) {
      assertThat(phones.values()).as("ends that nobody needs").noneMatch(phone -> phone.hasEnd);
    }
    if (beneath() instanceof Anchored anchored && failures.isEmpty()) {
      checkAnchored(anchored);
    }
    assertThat(transferring)
        .as("who transfers waits to be told")
        .isEqualTo(state instanceof Transferring);
    if (state instanceof Conference three && failures.isEmpty() && failureRate == 0) {
      assertThat(three.present().size() < 2 || bridged.equals(Set.copyOf(three.present())))
          .as("those who take part hear each other")
          .isTrue();
      assertThat(three.present().size() != 1 || phone(three.present().getFirst()).held)
          .as("who is left alone hears music")
          .isTrue();
    }
    if (state instanceof Parked at && failures.isEmpty()) {
      checkAnchored(at.two());
    }
    assertThat(parked).as("a number is taken").isEqualTo(state instanceof Parked);
    assertThat(moving)
        .as("a move runs")
        .isEqualTo(
            beneath() instanceof Moving
                || beneath() instanceof Anchored ringing && ringing.ringing().isPresent()
                || state instanceof Parked at && at.two().ringing().isPresent());
    assertThat(joined())
        .as("legs that talk")
        .isLessThanOrEqualTo(moving ? 3 : moves > 0 || state instanceof Conference ? 2 : 1);
  }

  /** Who is there hears the other, or music; nobody else has an end. */
  private void checkAnchored(Anchored anchored) {
    CallState.Talking two = anchored.talking();
    int first = anchored.ringing().map(Anchored.Ringing::first).orElse(Integer.MAX_VALUE);
    phones.forEach(
        (leg, phone) -> {
          boolean there =
              (leg.equals(two.calling()) || leg.equals(two.winner()))
                  && !anchored.left().equals(Optional.of(leg));
          if (phone.hasEnd) {
            assertThat(there || leg.number() >= first).as("%s has an end", leg).isTrue();
          }
          if (there && phone.inDialog) {
            assertThat(phone.connected).as("%s is connected", leg).isTrue();
          }
        });
    if (anchored.left().isPresent()) {
      LegId waiting = two.other(anchored.left().get());
      assertThat(phone(waiting).held || phone(waiting).unreachable)
          .as("%s hears music", waiting)
          .isTrue();
    } else if (anchored.hold() instanceof Anchored.NotHeld && failureRate == 0) {
      assertThat(bridged.equals(Set.of(two.calling(), two.winner()))).as("%s talk", two).isTrue();
    }
  }

  private Optional<CallState.Ringing> ringing() {
    return switch (state) {
      case CallState.Ringing ringing -> Optional.of(ringing);
      case Conversing conversing
          // Once the caller has left, what happens waits for the call on hold.
          when conversing.phase() instanceof Conversing.Connecting(var ringing, var consulting)
              && consulting.filter(Conversing.Consulting::left).isEmpty() ->
          Optional.of(ringing);
      case CallState other -> Optional.empty();
    };
  }

  private static Set<LegId> asked(CallState.Ringing ringing) {
    Set<LegId> asked = new LinkedHashSet<>();
    ringing
        .legs()
        .states()
        .forEach(
            (leg, it) -> {
              if (it instanceof Confirming) {
                asked.add(leg);
              }
            });
    return asked;
  }

  /** Whether one of those who are asked for a key is told who calls. */
  private static boolean announced(CallState.Ringing ringing) {
    return asked(ringing).stream()
        .map(leg -> ringing.legs().states().get(leg))
        .anyMatch(
            it ->
                it instanceof Confirming asked
                    && asked.plan().userControl().filter(UserControl::announceCaller).isPresent());
  }

  /**
   * When the time to answer is over, who is asked for a key keeps the call, alone and for no longer
   * than it takes to ask; after that the call goes on to where nobody's calls go.
   */
  private void checkAsked(CallState.Ringing before, CallEvent event, List<CallEffect> effects) {
    Set<LegId> asked = asked(before);
    TimerId ends = before.course().ringingTimer();
    if (event instanceof CallEvent.TimerExpired(var timer)
        && timer.equals(ends)
        && !asked.isEmpty()
        && !before.course().asking()) {
      seen.add("asked when the time is over");
      assertThat(effects)
          .as("the call waits 1 s, 5 s and 6 s, and while twelve digits are read")
          .contains(
              new CallEffect.StartTimer(
                  ends, Duration.ofMillis(announced(before) ? 12_000 + 12_600 : 12_000)))
          .noneMatch(CallEffect.InviteLeg.class::isInstance)
          .noneMatch(CallEffect.InviteToEngine.class::isInstance)
          .noneMatch(
              it -> it instanceof CallEffect.HangUp(var leg, var why) && asked.contains(leg));
      assertThat(ringing().map(CallWorld::asked)).contains(asked);
    }
    ringing()
        .filter(now -> now.course().asking())
        .ifPresent(
            now ->
                assertThat(asked(now))
                    .as("a call waits for somebody")
                    .isNotEmpty()
                    .containsAll(
                        now.legs().states().entrySet().stream()
                            .filter(leg -> leg.getValue().isRinging())
                            .map(Map.Entry::getKey)
                            .toList()));
  }

  /** As the shell does with what the call doesn't want to know any more. */
  private void tooLate(CallEvent event) {
    switch (event) {
      case JoinEvent.LinkRequested request -> phone(request.leg()).arriving = false;
      case ParkEvent.RetrievalRequested request -> phone(request.leg()).arriving = false;
      case AttendedEvent.PlaceWanted wanted -> phone(wanted.leg()).arriving = false;
      case JoinEvent.LinkAnswered answer -> phone(answer.leg()).inDialog = false;
      case CallEvent other -> {}
    }
  }

  private static String about(CallEffect effect) {
    return switch (effect) {
      case CallEffect.InviteLeg invite -> invite.leg().toString();
      case CallEffect.InviteToEngine invite -> invite.leg().toString();
      case CallEffect.RecordStart start -> "";
      case CallEffect other -> other.toString();
    };
  }

  /** The call that is transferred, or the call. */
  private CallState beneath() {
    return state instanceof Transferring transferring ? transferring.beneath() : state;
  }

  private long joined() {
    Legs legs =
        switch (beneath()) {
          case Transferring never -> throw new AssertionError("one transfer at a time");
          case CallState.Ringing ringing -> ringing.legs();
          case CallState.Answered answered -> answered.legs();
          case CallState.Talking talking -> talking.legs();
          case Moving running -> running.talking().legs();
          case Replacing replacing -> replacing.talking().legs();
          case Anchored anchored -> anchored.talking().legs();
          case Conference three -> three.two().talking().legs();
          case Parked at -> at.two().talking().legs();
          case OnBehalf onBehalf ->
              onBehalf.voice().phase() instanceof Conversing.Connecting(var ringing, var none)
                  ? ringing.legs()
                  : onBehalf.voice().legs();
          case Conversing conversing ->
              conversing.phase() instanceof Conversing.Connecting(var ringing, var consulting)
                  ? ringing.legs()
                  : conversing.legs();
          case CallState.Clearing clearing -> clearing.legs();
          case CallState.Idle idle -> Legs.NONE;
          case CallState.Ended ended -> Legs.NONE;
        };
    return legs.states().values().stream().filter(LegState.Joined.class::isInstance).count();
  }

  private void check(CallEffect effect, boolean fails) {
    switch (effect) {
      case CallEffect.InviteToEngine(var leg, var plan, var route) -> {
        assertThat(offer.isPresent() || voice).as("otherwise it makes the offer").isTrue();
        if (!fails && chance(0.05)) {
          failures.add(new CallEvent.LegNotInvited(leg, CallEvent.LegNotInvited.Why.NO_MEDIA));
          Phone never = new Phone();
          never.finished = true;
          never.unreachable = true;
          never.noMedia = true;
          phones.put(leg, never);
          return;
        }
        invited(leg, plan, route, Optional.of(Example.sdp("engine", 3000)), fails);
        phone(leg).hasEnd = phone(leg).invited;
      }
      case CallEffect.AnswerCallerFromEngine answer -> {
        assertThat(finalResponse).as("one final response").isFalse();
        callerUnreachable |= fails;
        finalResponse = !fails;
        if (!fails) {
          answers++;
          caller().awaitsItsAck = true;
          caller().connected = true;
        }
      }
      case CallEffect.AnswerArrival(var leg, var offered) -> {
        Phone phone = phone(leg);
        assertThat(phone.arriving).as("%s awaits an answer", leg).isTrue();
        phone.arriving = false;
        phone.inDialog = !fails;
        phone.unreachable = fails;
        phone.awaitsItsAck = !fails;
        phone.connected = true;
        phone.hasEnd = true;
      }
      case CallEffect.RefuseArrival(var leg, var status) -> {
        assertThat(phone(leg).arriving).as("%s awaits an answer", leg).isTrue();
        phone(leg).arriving = false;
      }
      case CallEffect.NegotiateWithEngine(var party, var answer) -> {
        phone(party).connected = true;
        phone(party).hasEnd = !party.equals(CALLER);
        if (answer.isEmpty() && !fails) {
          failures.add(new CallEvent.MediaFailed(party));
        }
      }
      case CallEffect.ConnectParties(var one, var other) -> {
        bridged = Set.of(one, other);
        assertThat(phone(one).connected && phone(other).connected)
            .as("%s and %s are with the engine", one, other)
            .isTrue();
      }
      case CallEffect.HearKeys(var party) -> assertThat(phone(party).connected).isTrue();
      case CallEffect.HoldParty(var party) -> {
        assertThat(phone(party).connected).isTrue();
        phone(party).held = true;
      }
      case CallEffect.ResumeParty(var party) -> phone(party).held = false;
      case CallEffect.SendDigit(var party, var digit) ->
          assertThat(phone(party).connected).as("%s hears the key", party).isTrue();
      case CallEffect.RerouteMedia(var party) -> {
        Phone phone = phone(party);
        assertThat(phone.connected && phone.inDialog).as("%s talks", party).isTrue();
        assertThat(phone.weReoffered || phone.reofferPending)
            .as("a re-INVITE runs with %s already", party)
            .isFalse();
        assertThat(phone.wayOpening).as("one way is opened at a time").isFalse();
        phone.wayOpening = !fails;
      }
      case CallEffect.ReofferFromEngine(var party) -> {
        Phone phone = phone(party);
        assertThat(phone.inDialog).as("%s is in a dialog", party).isTrue();
        assertThat(phone.weReoffered || phone.reofferPending)
            .as("a re-INVITE runs with %s already", party)
            .isFalse();
        phone.weReoffered = !fails;
      }
      case CallEffect.AnswerReofferFromEngine(var party, var offered) -> {
        Phone phone = phone(party);
        assertThat(phone.reofferPending).as("%s awaits it", party).isTrue();
        phone.reofferPending = false;
        phone.awaitsItsAck = !fails && !phone.byUpdate;
      }
      case CallEffect.PlanMove plan -> planned = true;
      case CallEffect.NoteFeature note -> {}
      case CallEffect.ConnectToEngine(var party, var described, var offered) -> {
        Phone phone = phone(party);
        assertThat(phone.acksOwed--).as("ACK is owed to %s", party).isPositive();
        assertThat(phone.hasOffered && !offered).as("the ACK answers its offer").isFalse();
        phone.hasOffered = false;
        phone.connected = true;
        phone.hasEnd = !(voice && party.equals(CALLER));
        if (described.isEmpty() && !fails) {
          failures.add(new CallEvent.MediaFailed(party));
        }
      }
      case CallEffect.PlayPrompt(var party, var prompt, var listener) ->
          assertThat(phone(party).connected && phone(party).inDialog)
              .as("%s hears the prompt", party)
              .isTrue();
      case CallEffect.LeaveEngine(var party) -> {
        phone(party).connected = false;
        phone(party).hasEnd = false;
      }
      case CallEffect.InviteLeg(var leg, var plan, var route, var offered) ->
          invited(leg, plan, route, offered, fails);
      case CallEffect.ReleaseChannel(var leg) ->
          assertThat(channels.remove(leg)).as("%s holds a channel", leg).isTrue();
      case CallEffect.RouteRedirect(var leg, var plan, var target) -> {
        if (!fails) {
          redirecting.add(leg);
        }
      }
      case CallEffect.RelayInfo(var from, var to, var number) -> {
        assertThat(phone(to).inDialog).as("%s is in a dialog", to).isTrue();
        infosAnswered++;
      }
      case CallEffect.AnswerInfo(var party, var number, var status) -> infosAnswered++;
      case CallEffect.AwaitResponse(var leg) -> phone(leg).mayBeSilent = !fails;
      case CallEffect.CancelLeg(var leg, var reason) -> {
        Phone phone = phone(leg);
        if (phone.unreachable) {
          return;
        }
        assertThat(phone.invited && !phone.finished && !phone.inDialog && !phone.cancelled)
            .as("%s is cancelled once, while it is invited", leg)
            .isTrue();
        phone.cancelled = true;
        phone.unreachable = fails;
        phone.finished = fails;
      }
      case CallEffect.Acknowledge(var party, var answer) -> {
        assertThat(phone(party).acksOwed--).as("ACK is owed to %s", party).isPositive();
        assertThat(answer.isPresent() || !phone(party).hasOffered)
            .as("the ACK to %s answers its offer", party)
            .isTrue();
        phone(party).hasOffered = false;
        checkMedia(party, answer);
      }
      case CallEffect.HangUp(var party, var reason) -> {
        Phone phone = phone(party);
        assertThat(phone.weSentBye).as("BYE to %s twice", party).isFalse();
        assertThat(phone.inDialog).as("%s is in a dialog", party).isTrue();
        assertThat(phone.acksOwed).as("ACK to %s before BYE", party).isLessThanOrEqualTo(0);
        if (party.equals(CALLER)) {
          assertThat(answers).as("the caller was answered").isEqualTo(1);
        }
        phone.inDialog = false;
        phone.finished = true;
        phone.weSentBye = !fails;
        phone.awaitsItsAck = false;
      }
      case CallEffect.RingCaller ring -> assertThat(finalResponse).isFalse();
      case CallEffect.ProgressCaller progress -> assertThat(finalResponse).isFalse();
      case CallEffect.AnswerCaller answer -> {
        assertThat(finalResponse).as("one final response").isFalse();
        checkAnswer(answer.session());
        callerUnreachable |= fails;
        finalResponse = !fails;
        if (!fails) {
          answers++;
          caller().awaitsItsAck = true;
        }
      }
      case CallEffect.RefuseCaller refuse -> {
        assertThat(finalResponse).as("one final response").isFalse();
        callerUnreachable |= fails;
        finalResponse = !fails;
        caller().inDialog = false;
      }
      case CallEffect.Reoffer(var party, var sent) -> {
        Phone phone = phone(party);
        assertThat(phone.inDialog).as("%s is in a dialog", party).isTrue();
        assertThat(phone.weReoffered || phone.reofferPending)
            .as("a re-INVITE runs with %s already", party)
            .isFalse();
        phone.weReoffered = !fails;
        checkMedia(party, sent);
      }
      case CallEffect.RefreshSession(var party, var byUpdate) -> {
        Phone phone = phone(party);
        assertThat(phone.inDialog).as("%s is in a dialog", party).isTrue();
        if (byUpdate) {
          phone.updates += fails ? 0 : 1;
        } else {
          assertThat(phone.weReoffered || phone.reofferPending)
              .as("a re-INVITE runs with %s already", party)
              .isFalse();
          phone.weReoffered = !fails;
        }
      }
      case CallEffect.AnswerReoffer(var party, var session) -> {
        Phone phone = phone(party);
        assertThat(phone.reofferPending).as("%s awaits it", party).isTrue();
        checkMedia(party, session);
        phone.reofferPending = false;
        phone.awaitsItsAck = !fails && !phone.byUpdate;
      }
      case CallEffect.RefuseReoffer(var party, var status) -> {
        assertThat(phone(party).reofferPending).as("%s awaits it", party).isTrue();
        phone(party).reofferPending = false;
      }
      case CallEffect.StartTimer(var timer, var after) -> {
        assertThat(running).as("runs once at a time").doesNotContain(timer);
        runOut.remove(timer);
        if (fails) {
          runOut.add(timer);
          silenceEnded |= timer.kind() == TimerId.Kind.CLEARING;
        } else {
          running.add(timer);
        }
      }
      case CallEffect.StopTimer(var timer) ->
          assertThat(running.remove(timer) || runOut.contains(timer))
              .as("%s was started", timer)
              .isTrue();
      case CallEffect.RecordStart start -> {
        assertThat(recordStarted).isFalse();
        recordStarted = true;
      }
      case CallEffect.RecordAnswer answer -> assertThat(answers > 0 || callerUnreachable).isTrue();
      case CallEffect.RecordEnd end -> {
        assertThat(recordStarted && !recordEnded).as("one end, after the start").isTrue();
        moving = false;
        recordEnded = true;
      }
      case CallEffect.MoveBegins begins -> {
        assertThat(moving).as("one move at a time").isFalse();
        moving = true;
        moves++;
      }
      case CallEffect.MoveEnds(var calling, var called, var to) -> {
        assertThat(moving).as("a move runs").isTrue();
        moving = false;
        Optional<LegId> left =
            switch (state) {
              case Anchored anchored -> anchored.left();
              case CallState.Clearing clearing -> transferorLeft;
              case CallState.Ended ended -> transferorLeft;
              case Parked at -> Optional.of(at.left());
              case CallState others -> Optional.empty();
            };
        for (LegId party : List.of(calling, called)) {
          assertThat(
                  phone(party).unreachable
                      || phone(party).inDialog
                      || left.equals(Optional.of(party))
                      || parked && party.equals(parkedBy))
              .isTrue();
        }
      }
      case AnnounceCaller(var party, var words, var listener) ->
          assertThat(phone(party).connected && phone(party).inDialog)
              .as("%s hears who calls", party)
              .isTrue();
      case VoiceEffect ofDialogue -> check(ofDialogue, fails);
      case JoinEffect ofOtherCall -> check(ofOtherCall, fails);
      case ParkEffect ofPark -> check(ofPark, fails);
      case AttendedEffect.AnswerOther(var leg, var session) -> {
        Phone other = phone(leg);
        assertThat(other.arriving).as("%s awaits an answer", leg).isTrue();
        other.arriving = false;
        other.inDialog = !fails;
        other.unreachable = fails;
        other.awaitsItsAck = !fails && state instanceof Replacing;
      }
      case AttendedEffect.RefuseOther(var leg, var status) -> {
        assertThat(phone(leg).arriving).as("%s awaits an answer", leg).isTrue();
        phone(leg).arriving = false;
      }
      case TransferEffect.TellTransferor tell -> {
        assertThat(transferring).as("a transfer runs").isTrue();
        if (tell.isLast()) {
          transferring = false;
        }
      }
      case CallEffect.ReleaseCall release -> release();
    }
  }

  private void check(JoinEffect effect, boolean fails) {
    switch (effect) {
      case JoinEffect.AskHeld(var party, var conference) -> {
        assertThat(asking).as("one at a time").isFalse();
        assertThat(party).isEqualTo(CALLER);
        asking = !fails;
      }
      case JoinEffect.AnswerLink(var leg, var offered) -> {
        Phone link = phone(leg);
        assertThat(link.arriving).as("%s awaits an answer", leg).isTrue();
        link.arriving = false;
        link.inDialog = true;
        link.connected = true;
        link.hasEnd = true;
      }
      case JoinEffect.RefuseLink(var leg) -> {
        assertThat(phone(leg).arriving).as("%s awaits an answer", leg).isTrue();
        phone(leg).arriving = false;
      }
      case JoinEffect.Confer(var parties) -> {
        parties.forEach(
            party -> assertThat(phone(party).connected).as("%s is connected", party).isTrue());
        bridged = Set.copyOf(parties);
      }
      case JoinEffect.TalkWith(var link) -> {
        assertThat(phone(link).connected).as("%s is connected", link).isTrue();
        phone(link).hasEnd = false;
        listener = link;
      }
    }
  }

  private void check(ParkEffect effect, boolean fails) {
    switch (effect) {
      case ParkEffect.AskPark ask -> parking = !fails;
      case ParkEffect.AskParked ask -> asking = !fails;
      case ParkEffect.ConfirmPark confirm -> {
        assertThat(parked).as("one number").isFalse();
        parked = true;
        parkedBy = confirm.left();
      }
      case ParkEffect.RefusePark refuse -> {}
      case ParkEffect.FreeNumber free -> {
        assertThat(parked).as("it is parked").isTrue();
        parked = false;
        recalling = false;
      }
      case ParkEffect.Recall recall -> recalling = !fails;
    }
  }

  private void check(VoiceEffect effect, boolean fails) {
    if (effect instanceof VoiceEffect.EnterMailbox) {
      assertThat(state).isInstanceOfAny(Conversing.class, OnBehalf.class);
      voice = true;
      return;
    }
    assertThat(voice).as("a call with a dialogue").isTrue();
    assertThat(answers).as("the caller was answered").isEqualTo(1);
    switch (effect) {
      case VoiceEffect.Speak(var step, var prompts, var toWhom) -> {
        assertThat(phone(listener).inDialog && phone(listener).connected)
            .as("%s hears it", listener)
            .isTrue();
        assertThat(recording).as("nothing is recorded meanwhile").isEmpty();
        speaking.clear();
        if (!fails) {
          speaking.add(step);
        }
      }
      case VoiceEffect.StopSpeaking stop -> speaking.clear();
      case VoiceEffect.StartRecording(var step, var id, var longest, var silence) -> {
        assertThat(phone(listener).inDialog).as("%s is there", listener).isTrue();
        assertThat(recording).as("one recording at a time").isEmpty();
        if (!fails) {
          recording.add(step);
        }
      }
      case VoiceEffect.StopRecording stop -> {
        if (!phone(listener).inDialog) {
          recording.clear();
        }
      }
      case VoiceEffect.Consult(var step, var question) -> {
        if (!fails) {
          consulted.put(step, question);
        }
      }
      case VoiceEffect.EnterMailbox enter -> {}
      case VoiceEffect.RingOthers ring ->
          assertThat(caller().inDialog && caller().connected)
              .as("the caller hears ringing")
              .isTrue();
    }
  }

  private void invited(
      LegId leg,
      LegPlan plan,
      Optional<TrunkRoute> route,
      Optional<SessionDescription> offered,
      boolean fails) {
    assertThat(phones.containsKey(leg) && !phone(leg).noMedia)
        .as("each leg is invited once")
        .isFalse();
    assertThat(route.isPresent()).isEqualTo(!plan.target().routes().isEmpty());
    if (plan.seat().isPresent() && !fails && chance(0.1)) {
      Phone never = new Phone();
      never.finished = true;
      never.unreachable = true;
      phones.put(leg, never);
      failures.add(
          new CallEvent.LegNotInvited(
              leg,
              chance(0.5)
                  ? CallEvent.LegNotInvited.Why.MEMBER_BUSY
                  : CallEvent.LegNotInvited.Why.TOO_MANY_CALLS));
      return;
    }
    if (route.isPresent() && !fails && chance(0.1)) {
      Phone never = new Phone();
      never.finished = true;
      never.unreachable = true;
      phones.put(leg, never);
      failures.add(new CallEvent.LegNotInvited(leg, CallEvent.LegNotInvited.Why.NO_FREE_CHANNEL));
      return;
    }
    if (route.isPresent() && !fails) {
      assertThat(channels.add(leg)).as("one channel a leg").isTrue();
    }
    Phone phone = new Phone();
    phone.invited = !fails;
    phone.finished = fails;
    phone.unreachable = fails;
    phone.audioOnly = plan.audioOnly();
    phone.offers = offered.isEmpty();
    phones.put(leg, phone);
    checkMedia(leg, offered);
  }

  private void release() {
    released = true;
    assertThat(recordEnded).as("recorded").isTrue();
    assertThat(running).as("timers that run still").isEmpty();
    assertThat(channels).as("channels that are held still").isEmpty();
    assertThat(finalResponse || callerUnreachable).as("the caller has its answer").isTrue();
    phones.forEach(
        (leg, phone) -> {
          assertThat(phone.arriving).as("%s awaits an answer", leg).isFalse();
          assertThat(phone.isLink && phone.inDialog).as("%s hears of the end", leg).isFalse();
          assertThat(phone.acksOwed).as("ACKs owed to %s", leg).isLessThanOrEqualTo(0);
          assertThat(phone.hasEnd && !silenceEnded).as("%s has media still", leg).isFalse();
          assertThat(phone.reofferPending && phone.inDialog)
              .as("%s awaits an answer to its re-INVITE", leg)
              .isFalse();
          assertThat(
                  silenceEnded
                      || phone.finished
                      || !phone.inDialog && !phone.invited
                      || leg.equals(CALLER) && !phone.inDialog)
              .as("%s has left", leg)
              .isTrue();
        });
  }

  private Phone phone(LegId party) {
    assertThat(phones).containsKey(party);
    return phones.getOrDefault(party, new Phone());
  }
}
