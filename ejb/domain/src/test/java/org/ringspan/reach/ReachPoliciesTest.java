package org.ringspan.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DeviceName;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.AccessList;
import org.ringspan.configuration.AccessSettings;
import org.ringspan.configuration.CallerMatching;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.ForwardCondition;
import org.ringspan.configuration.ForwardTarget;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.LineForwarding;
import org.ringspan.configuration.MidCallSettings;
import org.ringspan.configuration.ReachSettings;
import org.ringspan.configuration.ReachTimers;
import org.ringspan.configuration.RemoteDestination;
import org.ringspan.configuration.RemoteDestinationProfile;
import org.ringspan.configuration.SessionControl;
import org.ringspan.configuration.User;
import org.ringspan.configuration.UserControl;
import org.ringspan.configuration.Voicemail;
import org.ringspan.configuration.VoicemailAvoidance;
import org.ringspan.dialplan.ApplicationDialRule;
import org.ringspan.dialplan.CallClass;
import org.ringspan.dialplan.CalledChange;
import org.ringspan.dialplan.CallingChange;
import org.ringspan.dialplan.CallingSearchSpace;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.Discard;
import org.ringspan.dialplan.NumberMask;
import org.ringspan.dialplan.NumberPattern;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.Presentation;
import org.ringspan.dialplan.RoutePattern;
import org.ringspan.dialplan.RouteTarget;
import org.ringspan.dialplan.SearchSpace;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.dialplan.TransformationPattern;
import org.ringspan.reach.CallOrigin.FromDevice;
import org.ringspan.reach.CallOrigin.FromTrunk;
import org.ringspan.reach.LegDecision.DontRing;
import org.ringspan.reach.LegDecision.Ring;
import org.ringspan.reach.RoutingDecision.Place;
import org.ringspan.reach.RoutingDecision.Refuse;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.trunk.ChannelCounters;
import org.ringspan.trunk.DigitDelivery;
import org.ringspan.trunk.NumberFormat;
import org.ringspan.trunk.TestTrunks;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkNumbers;
import org.ringspan.trunk.Trunks;

/** Profiles, forwards, limits, anchoring and caller matching, a test for each rule. */
class ReachPoliciesTest {
  private static final TrunkName PSTN = new TrunkName("pstn");
  private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");
  private static final ChannelCounters ANY_NUMBER = new ChannelCounters(trunk -> 0);
  private static final String STRANGER = "+14085550100";
  private static final String ALICE = "+14085551234";
  private static final String MOBILE = "+14085557890";

  @Test
  @DisplayName("page 21-49: without a profile only a dual-mode device's destination rings")
  void noProfile() {
    Company company = new Company();
    company.profile = Optional.empty();
    assertThat(company.words(STRANGER, ALICE)).isEqualTo("alice-desk now mobile NO_PROFILE");
    company.attachment = new RemoteDestination.ToDevice(new DeviceName("alice-cell"));
    company.devices.add("alice-cell");
    assertThat(company.words(STRANGER, ALICE))
        .isEqualTo("alice-desk now alice-cell NOT_REGISTERED mobile after 4000");
  }

  @Test
  @DisplayName("page 21-72: a dual-mode device that is registered rings as a phone of ours only")
  void dualModeRegistered() {
    Company company = new Company();
    company.attachment = new RemoteDestination.ToDevice(new DeviceName("alice-cell"));
    company.devices.add("alice-cell");
    company.registered.add("alice-cell");
    assertThat(company.words(STRANGER, ALICE))
        .isEqualTo("alice-desk now alice-cell now mobile DEVICE_REGISTERED");
  }

  @Test
  @DisplayName("page 21-49: a profile that doesn't share the line rings nothing with it")
  void lineNotShared() {
    Company company = new Company();
    company.profile =
        Optional.of(
            new RemoteDestinationProfile(
                Optional.of(List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(company.words(STRANGER, ALICE)).isEqualTo("alice-desk now mobile LINE_NOT_SHARED");
  }

  @Test
  @DisplayName(
      "page 21-75: a call without audio rings the desk only, since the mobile gets no video")
  void videoOnly() {
    RoutingDecision video =
        new Company()
            .route(
                new IncomingCall(
                    new FromTrunk(PSTN),
                    ALICE,
                    new CallerIdentity("", Optional.of(STRANGER), false),
                    Optional.empty(),
                    List.of(),
                    false),
                Occupied.NOBODY);
    assertThat(words(video)).isEqualTo("alice-desk now mobile NO_AUDIO");
  }

  @Test
  @DisplayName("page 21-75: a trunk without reliable supervision carries no reach, and is named")
  void noSupervision() {
    Company company = new Company();
    company.trunk = TestTrunks.unsupervised(company.trunk);
    assertThat(company.words(STRANGER, ALICE)).isEqualTo("alice-desk now mobile NO_SUPERVISION");
    DontRing why = (DontRing) company.plan(STRANGER, ALICE).legs().getLast().decision();
    assertThat(why.detail()).isEqualTo("pstn NO_SUPERVISION");
  }

  @Test
  @DisplayName("page 21-58: by user control a key is asked for, and no time decides (D6)")
  void userControl() {
    Company company = new Company();
    UserControl keys = new UserControl(Duration.ofMillis(500), Duration.ofMillis(8000));
    company.settings =
        new ReachSettings(
            new CallerMatching.Complete(),
            ReachSettings.InboundSpace.TRUNK,
            2,
            VoicemailAvoidance.USER_CONTROL,
            keys,
            SessionControl.DEFAULT,
            MidCallSettings.DEFAULT,
            AccessSettings.DEFAULT);
    LegPlan leg = company.plan(STRANGER, ALICE).legs().getLast();
    assertThat(leg.userControl()).contains(keys);
    assertThat(leg.window()).isEmpty();
    company.avoidance = Optional.of(VoicemailAvoidance.TIMER_CONTROL);
    LegPlan timed = company.plan(STRANGER, ALICE).legs().getLast();
    assertThat(timed.userControl()).isEmpty();
    assertThat(timed.window()).isPresent();
  }

  private static Company controlling(boolean ringAll, boolean ignoreForwardAll) {
    Company company = new Company();
    company.settings =
        ReachSettings.DEFAULT.with(new SessionControl(true, ringAll, ignoreForwardAll));
    return company;
  }

  @Test
  @DisplayName("UM14: a colleague dials the mobile: it is called as any number, unless set so")
  void dialledMobile() {
    assertThat(new Company().words("bob-desk", MOBILE)).isEqualTo(MOBILE + " now");
    Company company = controlling(true, true);
    company.forward(ForwardCondition.NO_ANSWER_INTERNAL, new ForwardTarget.ToVoicemail());
    ReachPlan plan = company.plan("bob-desk", MOBILE);
    assertThat(words(new Place(plan))).isEqualTo("alice-desk now mobile now");
    assertThat(plan.user()).contains(new UserId("alice"));
    assertThat(plan.claims().users()).containsExactly(new UserId("alice"));
    assertThat(plan.forward().noAnswer()).isPresent();
    assertThat(plan.legs().getLast().window()).isPresent();
    assertThat(controlling(false, true).words("bob-desk", MOBILE)).isEqualTo("mobile now");
  }

  @Test
  @DisplayName("UM14: who dials the mobile from outside, or from the mobile's own desk, as before")
  void dialledMobileByOthers() {
    assertThat(controlling(true, true).words("alice-desk", MOBILE))
        .isEqualTo("alice-desk IS_THE_CALLER mobile now");
    assertThat(controlling(true, true).route(STRANGER, MOBILE, Occupied.NOBODY))
        .isEqualTo(new Company().route(STRANGER, MOBILE, Occupied.NOBODY));
  }

  @Test
  @DisplayName("UM14: lists and delays aren't asked; mobility is, and then it is any number")
  void dialledMobileUnfiltered() {
    Company blocked = controlling(true, true);
    blocked.blocked = Optional.of("51235");
    assertThat(blocked.words("bob-desk", MOBILE)).isEqualTo("alice-desk now mobile now");
    Company immobile = controlling(true, true);
    immobile.mobility = false;
    assertThat(immobile.words("bob-desk", MOBILE)).isEqualTo(MOBILE + " now");
    Company shared = controlling(true, true);
    shared.bobsMobile = Optional.of(MOBILE);
    assertThat(shared.words("bob-desk", MOBILE)).isEqualTo(MOBILE + " now");
  }

  @Test
  @DisplayName("UM14: forward all is passed over, or made when set so")
  void dialledMobileForwards() {
    Company passedOver = controlling(true, true);
    passedOver.forward(ForwardCondition.ALL, new ForwardTarget.ToNumber("51235"));
    assertThat(passedOver.words("bob-desk", MOBILE)).isEqualTo("alice-desk now mobile now");
    Company honoured = controlling(true, false);
    honoured.forward(ForwardCondition.ALL, new ForwardTarget.ToVoicemail());
    assertThat(honoured.words("bob-desk", MOBILE))
        .startsWith("alice-desk FORWARDED_ALL mobile FORWARDED_ALL");
  }

  @Test
  @DisplayName("UM14, D2: a user with two calls at destinations: the number is any number")
  void dialledMobileAtLimit() {
    Company company = controlling(true, true);
    Occupied busy = new Occupied(Set.of(new UserId("alice")), Set.of());
    assertThat(words(company.route("bob-desk", MOBILE, busy))).isEqualTo(MOBILE + " now");
  }

  @Test
  @DisplayName("page 21-58, D15: user control doesn't ring over a trunk that delivers no digits")
  void noDigits() {
    Company company = new Company();
    company.trunk = TestTrunks.with(company.trunk, DigitDelivery.NONE);
    assertThat(company.words(STRANGER, ALICE)).isEqualTo("alice-desk now mobile after 4000");
    company.avoidance = Optional.of(VoicemailAvoidance.USER_CONTROL);
    assertThat(company.words(STRANGER, ALICE)).isEqualTo("alice-desk now mobile NO_DIGITS");
  }

  @Test
  @DisplayName("page 21-75: a destination whose number is a line of ours is not called outside")
  void internalDestination() {
    Company company = new Company();
    company.mobile = "51235";
    assertThat(company.words(STRANGER, ALICE)).isEqualTo("alice-desk now mobile INTERNAL_NUMBER");
    company.mobile = "59999";
    assertThat(company.words(STRANGER, ALICE)).isEqualTo("alice-desk now mobile INTERNAL_NUMBER");
    company.mobile = "914085557890";
    assertThat(company.words(STRANGER, ALICE)).isEqualTo("alice-desk now mobile NOT_DIALABLE");
  }

  @Test
  @DisplayName("A destination that has just sent the call here doesn't get it back")
  void divertedByTheDestination() {
    IncomingCall call =
        new IncomingCall(
            new FromTrunk(PSTN),
            ALICE,
            new CallerIdentity("", Optional.of(STRANGER), false),
            Optional.empty(),
            List.of(MOBILE));
    assertThat(words(new Company().route(call, Occupied.NOBODY)))
        .isEqualTo("alice-desk now mobile DIVERTED_BY_THE_DESTINATION");
  }

  @Test
  @DisplayName("Forward all: nothing of the line rings, the target does, on behalf of the line")
  void forwardAll() {
    Company company = new Company();
    company.forward(ForwardCondition.ALL, new ForwardTarget.ToNumber("51235"));
    ReachPlan plan = company.plan(STRANGER, ALICE);
    assertThat(words(new Place(plan)))
        .isEqualTo("alice-desk FORWARDED_ALL mobile FORWARDED_ALL bob-desk now");
    assertThat(plan.legs().getLast().diversions())
        .containsExactly(new Diversion(new E164Number(ALICE), Diversion.Reason.UNCONDITIONAL));
    assertThat(plan.claims().lines()).containsExactly(new DirectoryNumber("51235"));
    assertThat(plan.claims().users()).isEmpty();
    company.forward(ForwardCondition.ALL, new ForwardTarget.ToNumber("+14085550199"));
    assertThat(company.words(STRANGER, ALICE)).endsWith("FORWARDED_ALL +14085550199 now");
    company.forward(ForwardCondition.ALL, new ForwardTarget.ToVoicemail());
    assertThat(company.words(STRANGER, ALICE)).endsWith("FORWARDED_ALL mailbox now");
  }

  @Test
  @DisplayName("A forward that can't be dialled or would loop goes to the mailbox, else is refused")
  void forwardLoop() {
    Company company = new Company();
    company.forward(ForwardCondition.ALL, new ForwardTarget.ToNumber("51235"));
    company.bobForwardsTo("51234");
    assertThat(company.words(STRANGER, ALICE)).endsWith("bob-desk FORWARDED_ALL mailbox now");
    company.voicemail = false;
    assertThat(company.route(STRANGER, ALICE, Occupied.NOBODY))
        .isInstanceOfSatisfying(
            Refuse.class,
            refusal -> assertThat(refusal.why()).isEqualTo(RoutingDecision.Why.FORWARD_FAILED));
    company.forward(ForwardCondition.ALL, new ForwardTarget.ToNumber("4711"));
    assertThat(company.route(STRANGER, ALICE, Occupied.NOBODY)).isInstanceOf(Refuse.class);
  }

  @Test
  @DisplayName("A line outside has diverted before: the loop is seen in what came with the call")
  void loopFromOutside() {
    Company company = new Company();
    company.forward(ForwardCondition.ALL, new ForwardTarget.ToNumber("51235"));
    IncomingCall again =
        new IncomingCall(
            new FromTrunk(PSTN),
            ALICE,
            new CallerIdentity("", Optional.of(STRANGER), false),
            Optional.empty(),
            List.of("+14085551235"));
    assertThat(words(company.route(again, Occupied.NOBODY)))
        .isEqualTo("alice-desk FORWARDED_ALL mobile FORWARDED_ALL mailbox now");
    IncomingCall tired =
        new IncomingCall(
            new FromTrunk(PSTN),
            ALICE,
            new CallerIdentity("", Optional.of(STRANGER), false),
            Optional.empty(),
            IntStream.range(0, Forward.MOST_HOPS).mapToObj(i -> "+1408555020" + i).toList());
    assertThat(words(company.route(tired, Occupied.NOBODY))).endsWith("mailbox now");
  }

  @Test
  @DisplayName("No answer, busy and nobody registered each have their target, inside and outside")
  void forwardTargets() {
    Company company = new Company();
    company.forward(ForwardCondition.NO_ANSWER_INTERNAL, new ForwardTarget.ToNumber("51235"));
    company.forward(ForwardCondition.BUSY_EXTERNAL, new ForwardTarget.ToVoicemail());
    ForwardPlan inside = company.plan("bob-desk", "51234").forward();
    assertThat(inside.noAnswer()).isPresent();
    assertThat(inside.unreachable()).isEqualTo(inside.noAnswer());
    assertThat(inside.busy()).isEmpty();
    ForwardPlan outside = company.plan(STRANGER, ALICE).forward();
    assertThat(outside.noAnswer()).isEmpty();
    assertThat(outside.busy()).isPresent();
  }

  @Test
  @DisplayName(
      "Without another system's number the mailbox is ours: no answer, busy, D2, forward all")
  void ownMailbox() {
    Company company = new Company();
    company.mailboxes = Optional.empty();
    Occupied alice = new Occupied(Set.of(new UserId("alice")), Set.of());
    assertThat(words(company.route(STRANGER, ALICE, alice)))
        .isEqualTo("alice-desk TOO_MANY_CALLS mobile TOO_MANY_CALLS message for alice now");
    company.forward(ForwardCondition.NO_ANSWER_EXTERNAL, new ForwardTarget.ToVoicemail());
    assertThat(company.plan(STRANGER, ALICE).forward().noAnswer().orElseThrow().legs())
        .singleElement()
        .satisfies(
            leg ->
                assertThat(leg.target())
                    .isEqualTo(new LegTarget.MessageTaking(new UserId("alice"))));
    company.forward(ForwardCondition.ALL, new ForwardTarget.ToVoicemail());
    assertThat(company.words(STRANGER, ALICE)).endsWith("FORWARDED_ALL message for alice now");
    company.voicemail = false;
    assertThat(company.route(STRANGER, ALICE, Occupied.NOBODY)).isInstanceOf(Refuse.class);
  }

  @Test
  @DisplayName(
      "The number of our mailboxes is the caller's own mailbox, for telephones of ours only")
  void ownPilot() {
    Company company = new Company();
    company.mailboxes = Optional.of(Voicemail.ours(new DirectoryNumber("59999")));
    assertThat(company.words("bob-desk", "59999")).isEqualTo("mailbox of bob now");
    assertThat(company.route(STRANGER, "59999", Occupied.NOBODY)).isInstanceOf(Refuse.class);
    assertThat(
            words(
                company.route(
                    STRANGER, ALICE, new Occupied(Set.of(new UserId("alice")), Set.of()))))
        .endsWith("message for alice now");
  }

  @Test
  @DisplayName("D2: the third call rings nothing and goes to the mailbox as busy, else 486")
  void thirdCall() {
    Company company = new Company();
    Occupied alice = new Occupied(Set.of(new UserId("alice")), Set.of());
    RoutingDecision third = company.route(STRANGER, ALICE, alice);
    assertThat(words(third))
        .isEqualTo("alice-desk TOO_MANY_CALLS mobile TOO_MANY_CALLS mailbox now");
    assertThat(((Place) third).plan().legs().getLast().diversions())
        .containsExactly(new Diversion(new E164Number(ALICE), Diversion.Reason.USER_BUSY));
    assertThat(((Place) third).plan().claims()).isEqualTo(Claims.NONE.by(PSTN));
    company.voicemail = false;
    assertThat(company.route(STRANGER, ALICE, alice))
        .isInstanceOfSatisfying(Refuse.class, r -> assertThat(r.status()).isEqualTo(486));
  }

  @Test
  @DisplayName("D2: a call that rings desk phones only is not counted against the user")
  void deskOnly() {
    Company company = new Company();
    company.mobility = false;
    assertThat(company.plan(STRANGER, ALICE).claims().users()).isEmpty();
    Occupied alice = new Occupied(Set.of(new UserId("alice")), Set.of());
    assertThat(words(company.route(STRANGER, ALICE, alice)))
        .isEqualTo("alice-desk now mobile MOBILITY_DISABLED");
  }

  @Test
  @DisplayName("D2: a line that carries its busy trigger forwards busy, else 486")
  void lineBusy() {
    Company company = new Company();
    Occupied line = new Occupied(Set.of(), Set.of(new DirectoryNumber("51234")));
    assertThat(company.route(STRANGER, ALICE, line))
        .isInstanceOfSatisfying(Refuse.class, r -> assertThat(r.status()).isEqualTo(486));
    company.forward(ForwardCondition.BUSY_EXTERNAL, new ForwardTarget.ToNumber("51235"));
    assertThat(words(company.route(STRANGER, ALICE, line)))
        .isEqualTo("alice-desk LINE_BUSY mobile LINE_BUSY bob-desk now");
  }

  @Test
  @DisplayName("Admission: two slots, then the mailbox; given back, one rings again; nothing leaks")
  void admission() {
    Company company = new Company();
    Counters counters = new Counters(() -> 2);
    CallAdmission admission = new CallAdmission(counters, counters, ANY_NUMBER);
    List<Claims> held = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Place placed = (Place) company.admitted(admission, STRANGER, ALICE);
      assertThat(words(placed)).endsWith("mobile after 4000");
      held.add(placed.plan().claims());
    }
    assertThat(words(company.admitted(admission, STRANGER, ALICE))).endsWith("mailbox now");
    assertThat(counters.inUse(new UserId("alice"))).isEqualTo(2);
    admission.release(held.getFirst());
    assertThat(words(company.admitted(admission, STRANGER, ALICE))).endsWith("mobile after 4000");
    assertThat(counters.inUse(new UserId("alice"))).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "A call from a trunk takes a channel of it; the next is refused, and nothing is held")
  void channels() {
    Company company = new Company();
    Counters counters = new Counters(() -> 2);
    ChannelCounters channels = new ChannelCounters(trunk -> 1);
    CallAdmission admission = new CallAdmission(counters, counters, channels);
    Place placed = (Place) company.admitted(admission, STRANGER, ALICE);
    assertThat(placed.plan().claims().trunk()).contains(PSTN);
    assertThat(company.admitted(admission, STRANGER, ALICE))
        .isEqualTo(new Refuse(RoutingDecision.Why.NO_FREE_CHANNEL));
    assertThat(RoutingDecision.Why.NO_FREE_CHANNEL.status()).isEqualTo(503);
    assertThat(channels.inUse(PSTN)).isEqualTo(1);
    assertThat(counters.inUse(new UserId("alice"))).isEqualTo(1);

    // Who calls from inside takes none, nor does a call that is refused.
    Place inside = (Place) company.admitted(admission, "bob-desk", "51234");
    assertThat(inside.plan().claims().trunk()).isEmpty();
    admission.release(placed.plan().claims());
    assertThat(channels.inUse(PSTN)).isZero();
    assertThat(company.admitted(admission, STRANGER, "+14085559998")).isInstanceOf(Refuse.class);
    assertThat(channels.inUse(PSTN)).isZero();

    Place third = (Place) company.admitted(admission, STRANGER, ALICE);
    assertThat(channels.inUse(PSTN)).isEqualTo(1);
    admission.release(third.plan().claims());
    admission.release(inside.plan().claims());
    assertThat(channels.inUse(PSTN)).isZero();
    assertThat(counters.inUse(new UserId("alice"))).isZero();
  }

  @Test
  @DisplayName("Admission: of many calls at once no more than two get a slot")
  void admissionRace() throws InterruptedException {
    Company company = new Company();
    Counters counters = new Counters(() -> 2);
    CallAdmission admission = new CallAdmission(counters, counters, ANY_NUMBER);
    AtomicInteger reaching = new AtomicInteger();
    List<Thread> calls =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          if (words(company.admitted(admission, STRANGER, ALICE))
                              .contains("after 4000")) {
                            reaching.incrementAndGet();
                          }
                        }))
            .toList();
    calls.forEach(Thread::start);
    for (Thread call : calls) {
      call.join();
    }
    assertThat(reaching).hasValue(2);
  }

  @Test
  @DisplayName("page 21-70: a call from a destination is anchored and shows the enterprise number")
  void anchored() {
    Company company = new Company();
    ReachPlan plan = company.plan(MOBILE, "+14085551235");
    assertThat(plan.anchoring())
        .isEqualTo(new Anchoring.Anchored(new UserId("alice"), new DestinationNumber(MOBILE)));
    assertThat(plan.caller()).isEqualTo(new CallerIdentity("Alice", Optional.of("51234"), false));
    assertThat(plan.claims().users()).containsExactly(new UserId("alice"));
    Occupied alice = new Occupied(Set.of(new UserId("alice")), Set.of());
    ReachPlan third = ((Place) company.route(MOBILE, "+14085551235", alice)).plan();
    assertThat(third.anchoring()).isEqualTo(new Anchoring.NotAnchored(Anchoring.Why.LIMIT_REACHED));
    assertThat(third.claims().users()).isEmpty();
  }

  @Test
  @DisplayName("page 21-76: a call by a trunk without a number is nobody's")
  void noCallerNumber() {
    ReachPlan plan =
        ((Place)
                new Company()
                    .route(
                        new IncomingCall(
                            new FromTrunk(PSTN),
                            ALICE,
                            new CallerIdentity("", Optional.empty(), true)),
                        Occupied.NOBODY))
            .plan();
    assertThat(plan.anchoring())
        .isEqualTo(new Anchoring.NotAnchored(Anchoring.Why.NO_CALLER_NUMBER));
  }

  @Test
  @DisplayName("D16: by default a refusal is one telephone's; a user may have it speak for all")
  void declinesEverywhere() {
    Company company = new Company();
    company.devices.add("alice-laptop");
    company.registered.add("alice-laptop");
    assertThat(company.plan(STRANGER, ALICE).legs()).noneMatch(LegPlan::declinesEverywhere);

    company.declinesEverywhere = true;
    assertThat(company.plan(STRANGER, ALICE).legs())
        .extracting(leg -> leg.target().getClass().getSimpleName(), LegPlan::declinesEverywhere)
        .containsExactly(
            tuple("RegisteredDevice", true),
            tuple("RegisteredDevice", true),
            tuple("Destination", false));
    assertThat(company.plan(STRANGER, "+14085551235").legs())
        .noneMatch(LegPlan::declinesEverywhere);
  }

  private static Optional<RemoteDestinationProfile> profile(
      Optional<String> searchSpace, Optional<String> rerouting) {
    return Optional.of(
        new RemoteDestinationProfile(
            Optional.empty(),
            searchSpace.map(SearchSpaceName::new),
            rerouting.map(SearchSpaceName::new),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  @DisplayName("page 21-69: what a destination calls is found in its profile's own search space")
  void profileSpace() {
    Company company = new Company();
    company.dialPlan = emergencyAndTransit();
    company.settings =
        new ReachSettings(
            new CallerMatching.Complete(), ReachSettings.InboundSpace.PROFILE_AND_LINE, 2);
    assertThat(company.route(MOBILE, "8123", Occupied.NOBODY)).isInstanceOf(Refuse.class);
    company.profile = profile(Optional.of("transit"), Optional.empty());
    assertThat(company.words(MOBILE, "8123")).isEqualTo("8123 now");
  }

  @Test
  @DisplayName(
      "page 21-69: a destination is reached in the rerouting search space, not the caller's")
  void reroutingSpace() {
    Company company = new Company();
    company.dialPlan = emergencyAndTransit();
    company.profile = profile(Optional.empty(), Optional.of("transit"));
    assertThat(company.words("bob-desk", "51234")).contains("mobile NOT_DIALABLE");
    company.mobile = "8123";
    // No phone may dial it: neither the caller's nor Alice's own.
    assertThat(company.route("bob-desk", "8123", Occupied.NOBODY)).isInstanceOf(Refuse.class);
    assertThat(company.words("bob-desk", "51234")).contains("mobile after 4000");
    company.profile = profile(Optional.empty(), Optional.empty());
    assertThat(company.words("bob-desk", "51234")).contains("mobile NOT_DIALABLE");
  }

  @Test
  @DisplayName("page 21-66: complete matching is the default and knows no shorter forms")
  void completeMatching() {
    Company company = new Company();
    assertThat(ReachSettings.DEFAULT.matchingCallerId()).isEqualTo(new CallerMatching.Complete());
    assertThat(company.plan("4085557890", ALICE).anchoring())
        .isEqualTo(new Anchoring.NotAnchored(Anchoring.Why.NO_DESTINATION));
  }

  @Test
  @DisplayName("page 21-66: application dial rules hold for a destination's number")
  void dialRules() {
    Company company = new Company();
    company.mobile = "4085557890";
    company.dialPlan =
        new DialPlanSettings(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new ApplicationDialRule("mobiles", "", 10, 0, "+1")),
            DialPlanSettings.Defaults.NONE);
    LegPlan mobile =
        company.plan(STRANGER, ALICE).legs().stream()
            .filter(LegPlan::audioOnly)
            .findFirst()
            .orElseThrow();
    assertThat(((LegTarget.Destination) mobile.target()).routes().getFirst().called())
        .isEqualTo(MOBILE);
  }

  @Test
  @DisplayName("page 21-72: a trunk's transformations know the number inside, and show it outside")
  void transformed() {
    Company company = new Company();
    PartitionName outgoing = new PartitionName("outgoing");
    SearchSpaceName space = new SearchSpaceName("outgoing");
    company.dialPlan =
        new DialPlanSettings(
            List.of(outgoing),
            List.of(new CallingSearchSpace(space, new SearchSpace(List.of(outgoing)))),
            List.of(),
            List.of(),
            List.of(
                calling("5123X", outgoing, "+1212777000X"),
                calling("\\+14085551235", outgoing, "+12127770000")),
            List.of(),
            DialPlanSettings.Defaults.NONE);
    // Nothing happens without a trunk that looks there.
    assertThat(shownOutside(company, "alice-desk")).contains(ALICE);
    company.trunk =
        TestTrunks.with(
            company.trunk,
            new TrunkNumbers(
                NumberFormat.PLAIN,
                NumberFormat.PLAIN,
                Optional.empty(),
                "",
                Optional.of(space),
                Optional.empty()));
    assertThat(shownOutside(company, "alice-desk")).contains("+12127770004");
    // The public number comes first.
    assertThat(shownOutside(company, "bob-desk")).contains("+12127770000");
  }

  private static TransformationPattern calling(
      String pattern, PartitionName partition, String mask) {
    return new TransformationPattern(
        TransformationPattern.Kind.CALLING,
        NumberPattern.of(pattern),
        partition,
        new CalledChange(Discard.NONE, Optional.of(new NumberMask(mask)), ""),
        Presentation.DEFAULT);
  }

  private static Optional<String> shownOutside(Company company, String phone) {
    LegTarget target = company.plan(phone, "+14085550123").legs().getFirst().target();
    return ((LegTarget.OutsideNumber) target).routes().getFirst().shown().number();
  }

  @Test
  @DisplayName("page 21-70: by default a destination calls in the trunk's space, else in its own")
  void inboundSpace() {
    Company company = new Company();
    assertThat(company.route(MOBILE, STRANGER, Occupied.NOBODY)).isInstanceOf(Refuse.class);
    company.settings =
        new ReachSettings(
            new CallerMatching.Complete(), ReachSettings.InboundSpace.PROFILE_AND_LINE, 2);
    ReachPlan plan = company.plan(MOBILE, STRANGER);
    assertThat(words(new Place(plan))).isEqualTo(STRANGER + " now");
    assertThat(plan.legs().getFirst().shown().number()).contains(ALICE);
    assertThat(company.route("+14085550666", STRANGER, Occupied.NOBODY)).isInstanceOf(Refuse.class);
  }

  @Test
  @DisplayName("page 21-70: a call above the limit isn't anchored, and stays in the trunk's space")
  void inboundSpaceAboveLimit() {
    Company company = new Company();
    company.settings =
        new ReachSettings(
            new CallerMatching.Complete(), ReachSettings.InboundSpace.PROFILE_AND_LINE, 2);
    Occupied alice = new Occupied(Set.of(new UserId("alice")), Set.of());
    assertThat(company.route(MOBILE, STRANGER, Occupied.NOBODY)).isInstanceOf(Place.class);
    assertThat(company.route(MOBILE, STRANGER, alice))
        .isEqualTo(new Refuse(RoutingDecision.Why.NOT_A_NUMBER_OF_OURS));
  }

  @Test
  @DisplayName("Nobody outside reaches an emergency service by us, but every phone of ours does")
  void emergencyFromOutside() {
    Refuse refused = new Refuse(RoutingDecision.Why.NOT_A_NUMBER_OF_OURS);
    Company company = new Company();
    company.dialPlan = emergencyAndTransit();
    company.settings =
        new ReachSettings(
            new CallerMatching.Complete(), ReachSettings.InboundSpace.PROFILE_AND_LINE, 2);
    assertThat(company.words("alice-desk", "112")).isEqualTo("112 now");
    // A stranger, and one who shows the number of a destination: that can be forged.
    for (String caller : List.of(STRANGER, MOBILE)) {
      assertThat(company.route(caller, "112", Occupied.NOBODY)).isEqualTo(refused);
    }
    company.trunk = TestTrunks.inSpace(company.trunk, new SearchSpaceName("transit"));
    assertThat(company.route(STRANGER, "112", Occupied.NOBODY)).isEqualTo(refused);
  }

  @Test
  @DisplayName("Neither forwards nor destinations nor a phone's 3xx lead to an emergency service")
  void emergencyBehindALine() {
    Company company = new Company();
    company.dialPlan = emergencyAndTransit();
    company.mobile = "112";
    assertThat(company.words(STRANGER, ALICE)).isEqualTo("alice-desk now mobile NOT_DIALABLE");
    company.forward(ForwardCondition.ALL, new ForwardTarget.ToNumber("112"));
    assertThat(company.words(STRANGER, ALICE))
        .isEqualTo("alice-desk FORWARDED_ALL mobile FORWARDED_ALL mailbox now");
    assertThat(company.redirect("alice-desk", "112"))
        .isEqualTo(new Refuse(RoutingDecision.Why.NO_SUCH_NUMBER));
    assertThat(words(company.redirect("alice-desk", STRANGER))).isEqualTo(STRANGER + " now");
  }

  @Test
  @DisplayName(
      "CC4: a transfer reaches what the phone itself may call, shows who is sent, and"
          + " leaves with the phone's number; no emergency service, no mailbox, nobody's forwards")
  void transfer() {
    Company company = new Company();
    company.dialPlan = emergencyAndTransit();
    assertThat(company.transfer("alice-desk", "112", STRANGER))
        .isEqualTo(new Refuse(RoutingDecision.Why.NO_SUCH_NUMBER));
    ReachPlan toBob = ((Place) company.transfer("alice-desk", "51235", STRANGER)).plan();
    assertThat(toBob.legs()).isNotEmpty();
    assertThat(toBob.legs())
        .allMatch(leg -> leg.shown().number().equals(Optional.of(STRANGER)))
        .noneMatch(leg -> leg.target() instanceof LegTarget.Mailbox);
    assertThat(toBob.forward()).isEqualTo(ForwardPlan.nowhere());

    ReachPlan out = ((Place) company.transfer("alice-desk", "+14085550777", STRANGER)).plan();
    assertThat(out.legs()).hasSize(1);
    TrunkRoute route = out.legs().getFirst().target().routes().getFirst();
    assertThat(route.shown().number()).isNotEqualTo(Optional.of(STRANGER));
    assertThat(out.legs().getFirst().diversions())
        .extracting(diversion -> diversion.number().value())
        .containsExactly(route.shown().number().orElseThrow());
  }

  @Test
  @DisplayName("A call from a trunk leaves again only where the trunk's own space lets it")
  void transit() {
    Company company = new Company();
    company.dialPlan = emergencyAndTransit();
    for (String called : List.of("8123", STRANGER)) {
      assertThat(company.route("+14085550666", called, Occupied.NOBODY))
          .isEqualTo(new Refuse(RoutingDecision.Why.NOT_A_NUMBER_OF_OURS));
    }
    company.trunk = TestTrunks.inSpace(company.trunk, new SearchSpaceName("transit"));
    assertThat(company.words("+14085550666", "8123")).isEqualTo("8123 now");
    assertThat(company.route("+14085550666", STRANGER, Occupied.NOBODY))
        .isEqualTo(new Refuse(RoutingDecision.Why.NOT_A_NUMBER_OF_OURS));
  }

  @Test
  @DisplayName("A number that lacks digits is 484 to a phone, and 404 to a trunk")
  void incomplete() {
    Company company = new Company();
    company.dialPlan = emergencyAndTransit();
    assertThat(company.route("alice-desk", "11", Occupied.NOBODY))
        .isEqualTo(new Refuse(RoutingDecision.Why.INCOMPLETE));
    company.trunk = TestTrunks.inSpace(company.trunk, new SearchSpaceName("transit"));
    Refuse ofTrunk = (Refuse) company.route(STRANGER, "81", Occupied.NOBODY);
    assertThat(ofTrunk).isEqualTo(new Refuse(RoutingDecision.Why.NOT_A_NUMBER_OF_OURS));
    assertThat(ofTrunk.status()).isEqualTo(404);
    assertThat(RoutingDecision.Why.INCOMPLETE.status()).isEqualTo(484);
  }

  /** 112, and 8 with three digits for those whose search space is {@code transit}. */
  private static DialPlanSettings emergencyAndTransit() {
    PartitionName transit = new PartitionName("transit");
    return new DialPlanSettings(
        List.of(new PartitionName("emergency"), transit),
        List.of(
            new CallingSearchSpace(
                new SearchSpaceName("transit"), new SearchSpace(List.of(transit)))),
        List.of(
            route("112", new PartitionName("emergency"), CallClass.EMERGENCY),
            route("8XXX", transit, CallClass.NATIONAL)),
        List.of(),
        List.of(),
        List.of(),
        DialPlanSettings.Defaults.NONE);
  }

  private static RoutePattern route(String pattern, PartitionName partition, CallClass kind) {
    return new RoutePattern(
        NumberPattern.of(pattern),
        partition,
        new RouteTarget.ToTrunk(PSTN),
        kind == CallClass.EMERGENCY,
        kind,
        true,
        CalledChange.NONE,
        CallingChange.NONE);
  }

  @Test
  @DisplayName("page 21-67: partial matching compares the last digits; two matches are none")
  void partialMatching() {
    Company company = new Company();
    company.settings =
        new ReachSettings(new CallerMatching.Partial(10), ReachSettings.InboundSpace.TRUNK, 2);
    assertThat(company.plan("4085557890", "+14085551235").anchoring())
        .isInstanceOf(Anchoring.Anchored.class);
    assertThat(company.words("914085557890", ALICE))
        .isEqualTo("alice-desk now mobile CALLER_IS_THE_DESTINATION");
    assertThat(company.plan("5557890", "+14085551235").anchoring())
        .isEqualTo(new Anchoring.NotAnchored(Anchoring.Why.NO_DESTINATION));
    company.bobsMobile = Optional.of("+494085557890");
    assertThat(company.plan(MOBILE, "+14085551235").anchoring())
        .isEqualTo(new Anchoring.NotAnchored(Anchoring.Why.SEVERAL_DESTINATIONS));
  }

  @Test
  @DisplayName("page 21-58: a colleague is named on a list by the internal or the public number")
  void colleaguesOnLists() {
    for (String mask : List.of("51235", "+14085551235", "+1408555XXXX", "5!")) {
      Company company = new Company();
      company.blocked = Optional.of(mask);
      assertThat(company.words("bob-desk", "51234")).endsWith("mobile CALLER_NOT_ALLOWED");
    }
  }

  private static String words(RoutingDecision decision) {
    assertThat(decision).isInstanceOf(Place.class);
    List<String> words = new ArrayList<>();
    for (LegPlan leg : ((Place) decision).plan().legs()) {
      words.add(
          switch (leg.target()) {
            case LegTarget.RegisteredDevice device -> device.device().value();
            case LegTarget.SilentDevice device -> device.device().value();
            case LegTarget.Destination destination -> destination.name();
            case LegTarget.OutsideNumber outside -> outside.number();
            case LegTarget.Mailbox mailbox -> "mailbox";
            case LegTarget.MessageTaking mailbox -> "message for " + mailbox.owner();
            case LegTarget.MailboxAccess mailbox -> "mailbox of " + mailbox.owner();
          });
      words.add(
          switch (leg.decision()) {
            case Ring(var after) when after.isZero() -> "now";
            case Ring(var after) -> "after " + after.toMillis();
            case DontRing(var why, var detail) -> why.name();
          });
    }
    return String.join(" ", words);
  }

  /** Alice with a desk phone and a mobile, Bob with a desk phone. */
  private static final class Company {
    private boolean mobility = true;
    private boolean declinesEverywhere;
    private boolean voicemail = true;
    private Optional<Voicemail> mailboxes =
        Optional.of(
            new Voicemail(new DirectoryNumber("59999"), new E164Number("+14085559999"), PSTN));
    private Optional<RemoteDestinationProfile> profile =
        Optional.of(RemoteDestinationProfile.OF_ALL_LINES);
    private RemoteDestination.Attachment attachment = new RemoteDestination.ToProfile();
    private String mobile = MOBILE;
    private Optional<String> bobsMobile = Optional.empty();
    private Optional<String> blocked = Optional.empty();
    private Optional<VoicemailAvoidance> avoidance = Optional.empty();
    private Trunk trunk = Trunk.at(PSTN, "127.0.0.1", 5070, Transport.UDP);
    private ReachSettings settings = ReachSettings.DEFAULT;
    private DialPlanSettings dialPlan = DialPlanSettings.NONE;
    private final List<String> devices = new ArrayList<>(List.of("alice-desk"));
    private final Set<String> registered = new HashSet<>(Set.of("alice-desk", "bob-desk"));
    private final Map<ForwardCondition, ForwardTarget> forwards =
        new EnumMap<>(ForwardCondition.class);
    private Map<ForwardCondition, ForwardTarget> bobsForwards = Map.of();

    void forward(ForwardCondition condition, ForwardTarget target) {
      forwards.put(condition, target);
    }

    void bobForwardsTo(String number) {
      bobsForwards = Map.of(ForwardCondition.ALL, new ForwardTarget.ToNumber(number));
    }

    String words(String caller, String called) {
      return ReachPoliciesTest.words(route(caller, called, Occupied.NOBODY));
    }

    ReachPlan plan(String caller, String called) {
      RoutingDecision decision = route(caller, called, Occupied.NOBODY);
      assertThat(decision).isInstanceOf(Place.class);
      return ((Place) decision).plan();
    }

    RoutingDecision admitted(CallAdmission admission, String caller, String called) {
      return admission.admit(
          occupied -> route(caller, called, occupied), line -> Line.DEFAULT_BUSY_TRIGGER);
    }

    RoutingDecision route(String caller, String called, Occupied occupied) {
      boolean phone = caller.endsWith("-desk");
      return route(
          new IncomingCall(
              phone ? new FromDevice(new DeviceName(caller)) : new FromTrunk(PSTN),
              called,
              new CallerIdentity("", phone ? Optional.empty() : Optional.of(caller), false)),
          occupied);
    }

    RoutingDecision redirect(String phone, String target) {
      ConfigurationSnapshot snapshot = snapshot();
      return ReachRules.redirect(
          snapshot,
          (device, at) ->
              registered.contains(device.value()) ? List.of(binding(device)) : List.of(),
          TestTrunks.selection(snapshot.trunks(), snapshot.dialPlan()),
          new IncomingCall(
              new FromDevice(new DeviceName(phone)),
              target,
              new CallerIdentity("", Optional.of(STRANGER), false)),
          NOW);
    }

    RoutingDecision transfer(String phone, String target, String sent) {
      ConfigurationSnapshot snapshot = snapshot();
      return ReachRules.transfer(
          snapshot,
          (device, at) ->
              registered.contains(device.value()) ? List.of(binding(device)) : List.of(),
          TestTrunks.selection(snapshot.trunks(), snapshot.dialPlan()),
          Occupied.NOBODY,
          IdleTimes.NONE,
          new IncomingCall(
              new FromDevice(new DeviceName(phone)),
              target,
              new CallerIdentity("", Optional.empty(), false)),
          new IncomingCall(
              new FromTrunk(PSTN), "", new CallerIdentity("", Optional.of(sent), false)),
          NOW);
    }

    RoutingDecision route(IncomingCall call, Occupied occupied) {
      ConfigurationSnapshot snapshot = snapshot();
      return ReachRules.route(
          snapshot,
          (device, at) ->
              registered.contains(device.value()) ? List.of(binding(device)) : List.of(),
          TestTrunks.selection(snapshot.trunks(), snapshot.dialPlan()),
          occupied,
          call,
          NOW);
    }

    private static Binding binding(DeviceName device) {
      return new Binding(
          device,
          "sip:" + device + "@127.0.0.1:5080",
          new Flow(Transport.UDP, "127.0.0.1", 5080),
          "call-id",
          1,
          Instant.MAX);
    }

    private ConfigurationSnapshot snapshot() {
      DirectoryNumber ofAlice = new DirectoryNumber("51234");
      DirectoryNumber ofBob = new DirectoryNumber("51235");
      List<Device> all = new ArrayList<>();
      devices.forEach(
          name -> all.add(new Device(new DeviceName(name), new UserId("alice"), List.of(ofAlice))));
      all.add(new Device(new DeviceName("bob-desk"), new UserId("bob"), List.of(ofBob)));
      return new ConfigurationSnapshot(
          1,
          "ringspan.test",
          List.of(
              new User(
                  new UserId("alice"),
                  "Alice",
                  mobility,
                  declinesEverywhere,
                  profile,
                  List.of(destination(mobile, attachment, blocked))),
              new User(
                  new UserId("bob"),
                  "Bob",
                  true,
                  bobsMobile
                      .map(
                          number ->
                              List.of(
                                  destination(
                                      number, new RemoteDestination.ToProfile(), Optional.empty())))
                      .orElse(List.of()))),
          List.of(
              line(ofAlice, "alice", devices, forwards),
              line(ofBob, "bob", List.of("bob-desk"), bobsForwards)),
          all,
          Trunks.of(trunk),
          mailboxes,
          dialPlan,
          settings);
    }

    private Line line(
        DirectoryNumber number,
        String owner,
        List<String> on,
        Map<ForwardCondition, ForwardTarget> targets) {
      Line plain =
          new Line(
              number,
              Optional.of(new E164Number("+1408555" + number.digits().substring(1))),
              new UserId(owner),
              on.stream().map(DeviceName::new).toList(),
              voicemail,
              Duration.ofSeconds(20));
      return new Line(
          plain.number(),
          plain.did(),
          plain.owner(),
          plain.devices(),
          voicemail,
          new LineForwarding(targets, Duration.ofSeconds(20), Optional.empty()),
          Line.DEFAULT_BUSY_TRIGGER,
          plain.place());
    }

    private RemoteDestination destination(
        String number, RemoteDestination.Attachment attachment, Optional<String> blocked) {
      return new RemoteDestination(
          new DestinationNumber(number),
          "mobile",
          attachment,
          true,
          true,
          ReachTimers.DEFAULT,
          blocked.map(
              mask ->
                  new AccessList(AccessList.Kind.BLOCKED, Set.of(new AccessList.NumberMask(mask)))),
          Optional.empty(),
          avoidance);
    }
  }
}
