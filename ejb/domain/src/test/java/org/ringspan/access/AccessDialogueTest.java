package org.ringspan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ringspan.access.AccessAnswer.Checked.Verdict.LOCKED;
import static org.ringspan.access.AccessAnswer.Checked.Verdict.RIGHT;
import static org.ringspan.access.AccessAnswer.Checked.Verdict.WRONG;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.access.AccessAnswer.Checked;
import org.ringspan.access.AccessAnswer.Known;
import org.ringspan.access.AccessAnswer.Routed;
import org.ringspan.access.AccessAnswer.Switched;
import org.ringspan.access.AccessQuestion.CheckPin;
import org.ringspan.access.AccessQuestion.FindDestination;
import org.ringspan.access.AccessQuestion.Identify;
import org.ringspan.access.AccessQuestion.Route;
import org.ringspan.access.AccessQuestion.SwitchReach;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.TrunkName;
import org.ringspan.address.UserId;
import org.ringspan.configuration.FeatureCodes;
import org.ringspan.reach.AccessPerson;
import org.ringspan.reach.AccessTerms;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.ForwardPlan;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.ReachPlan;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Dialogue;
import org.ringspan.voice.Question;
import org.ringspan.voice.Speech;
import org.ringspan.voice.VoiceInput;
import org.ringspan.voice.VoiceInput.Digits;
import org.ringspan.voice.VoiceInput.NobodyAnswered;
import org.ringspan.voice.VoiceInput.NothingPressed;
import org.ringspan.voice.VoiceInput.Said;
import org.ringspan.voice.VoiceInput.Told;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.VoiceStep;

class AccessDialogueTest {
  private static final UserId ALICE = new UserId("alice");
  private static final DestinationNumber MOBILE = new DestinationNumber("+14085557890");
  private static final DestinationNumber HOME = new DestinationNumber("+14085557891");
  private static final AccessPerson AT_MOBILE = new AccessPerson(ALICE, MOBILE, 1);
  private static final AccessPerson WITH_TWO = new AccessPerson(ALICE, MOBILE, 2);
  private static final AccessTerms VOICE = new AccessTerms(true, true, false);
  private static final AccessTerms FEATURE = new AccessTerms(false, true, false);
  private static final Optional<String> CALLER = Optional.of("+14085557890");
  private static final IncomingCall CALL =
      new IncomingCall(
          new CallOrigin.FromTrunk(new TrunkName("pstn")),
          "+14085552345",
          new CallerIdentity("", CALLER, false));
  private static final ReachPlan PLAN =
      new ReachPlan(
          "919725553456",
          Optional.empty(),
          new CallerIdentity("", Optional.empty(), false),
          List.of(),
          ForwardPlan.nowhere());

  private static final AccessTerms JOINING =
      new AccessTerms(false, true, false, Optional.of(FeatureCodes.DEFAULT));

  @Test
  @DisplayName("table 21-2, UM7: PIN # *84 # target #, and *85, call to join calls")
  void joining() {
    for (String code : List.of("*84", "*85")) {
      Dialogue dialogue =
          after(
              calling(JOINING, AT_MOBILE), keys("4711"), right(), keys(code), keys("919725553456"));
      assertThat(asked(dialogue)).isEqualTo(new Route(AT_MOBILE, CALL, "919725553456", true));
      assertThat(dialogue.on(told(new Routed(Optional.of(PLAN)))).step())
          .isEqualTo(new VoiceStep.Connect(PLAN, true));
      // Another number may be keyed when this one can't be called.
      assertThat(
              asked(
                  after(
                      dialogue,
                      told(new Routed(Optional.empty())),
                      new VoiceInput.Said(),
                      keys("1"))))
          .isEqualTo(new Route(AT_MOBILE, CALL, "1", true));
    }
  }

  @Test
  @DisplayName("table 21-2, UM7: PIN # *84 # park number # *84 # parks the call on hold")
  void parking() {
    DirectoryNumber at = new DirectoryNumber("53000");
    Dialogue asked =
        after(
            calling(JOINING, AT_MOBILE),
            keys("4711"),
            right(),
            keys("*84"),
            keys("53000"),
            told(new AccessAnswer.ParkNumber(at)));
    assertThat(asked.step()).isInstanceOf(VoiceStep.Ask.class);
    Dialogue parking = asked.on(keys("*84"));
    assertThat(parking.step()).isEqualTo(new VoiceStep.Park(at, AT_MOBILE));
    assertThat(parking.on(new VoiceInput.Parked(VoiceInput.Parked.Outcome.DONE)).step())
        .isEqualTo(new VoiceStep.Leave(List.of(), "the caller parked a call at 53000"));
    assertThat(parking.on(new VoiceInput.Parked(VoiceInput.Parked.Outcome.NOTHING_HELD)).step())
        .isInstanceOf(VoiceStep.Leave.class);
    // Another call is there: a tone, and another number may be keyed.
    assertThat(
            asked(
                after(
                    parking,
                    new VoiceInput.Parked(VoiceInput.Parked.Outcome.OCCUPIED),
                    new VoiceInput.Said(),
                    keys("53001"))))
        .isEqualTo(new Route(AT_MOBILE, CALL, "53001", true));
    // Another code isn't enough; a tone, and the right one may follow.
    assertThat(after(asked, keys("*85"), new VoiceInput.Said(), keys("*84")).step())
        .isEqualTo(new VoiceStep.Park(at, AT_MOBILE));
  }

  @Test
  @DisplayName("table 21-2: what retrieves a parked call is keyed as a number to call")
  void retrieving() {
    DirectoryNumber at = new DirectoryNumber("53000");
    Dialogue retrieving =
        after(
            calling(FEATURE, AT_MOBILE),
            keys("4711"),
            right(),
            keys("1"),
            keys("*553000"),
            told(new AccessAnswer.Retrieves(at, PLAN)));
    assertThat(retrieving.step()).isEqualTo(new VoiceStep.Retrieve(at, PLAN));
    assertThat(
            asked(
                after(
                    retrieving,
                    new VoiceInput.NobodyAnswered(404),
                    new VoiceInput.Said(),
                    keys("51234"))))
        .isEqualTo(new Route(AT_MOBILE, CALL, "51234", false));
  }

  @Test
  @DisplayName("Where keys mean nothing in calls the codes are wrong, as others are everywhere")
  void notJoining() {
    for (AccessTerms terms : List.of(FEATURE, VOICE)) {
      assertThat(after(calling(terms, AT_MOBILE), keys("4711"), right(), keys("*84")).step())
          .isNotInstanceOf(VoiceStep.Inquire.class)
          .isEqualTo(after(calling(terms, AT_MOBILE), keys("4711"), right(), keys("9")).step());
    }
    assertThat(after(calling(JOINING, AT_MOBILE), keys("4711"), right(), keys("*81")).step())
        .isInstanceOf(VoiceStep.Say.class);
  }

  private static Dialogue after(Dialogue dialogue, VoiceInput... inputs) {
    Dialogue now = dialogue;
    for (VoiceInput input : inputs) {
      now = now.on(input);
    }
    return now;
  }

  private static Dialogue calling(AccessTerms terms, AccessPerson person) {
    return AccessDialogue.begin(terms, CALL, Optional.of(person));
  }

  private static VoiceInput keys(String digits) {
    return new Digits(digits, true);
  }

  private static VoiceInput told(Answer answer) {
    return new Told(answer);
  }

  private static VoiceInput right() {
    return told(new Checked(RIGHT));
  }

  private static VoiceInput wrong() {
    return told(new Checked(WRONG));
  }

  private static Question asked(Dialogue dialogue) {
    assertThat(dialogue.step()).isInstanceOf(VoiceStep.Inquire.class);
    return ((VoiceStep.Inquire) dialogue.step()).question();
  }

  private static List<VoicePrompt> heard(Dialogue dialogue) {
    List<VoicePrompt> prompts = new ArrayList<>();
    if (dialogue.step() instanceof VoiceStep.Speaking speaking) {
      for (Speech speech : speaking.prompts()) {
        if (speech instanceof Speech.Spoken(var prompt)) {
          prompts.add(prompt);
        }
      }
    }
    return prompts;
  }

  @Test
  @DisplayName("A known destination is asked for the PIN only, then 1 and a number call it")
  void knownCaller() {
    Dialogue begun = calling(VOICE, AT_MOBILE);
    assertThat(heard(begun)).containsExactly(VoicePrompt.ACCESS_WELCOME, VoicePrompt.ACCESS_PIN);
    Dialogue pin = after(begun, keys("4711"));
    assertThat(asked(pin)).isEqualTo(new CheckPin(Optional.of(ALICE), CALLER, "4711"));
    Dialogue menu = after(pin, right());
    assertThat(heard(menu)).containsExactly(VoicePrompt.ACCESS_MENU);
    Dialogue number = after(menu, keys("1"));
    assertThat(heard(number)).containsExactly(VoicePrompt.ACCESS_NUMBER);
    Dialogue routing = after(number, keys("919725553456"));
    assertThat(asked(routing)).isEqualTo(new Route(AT_MOBILE, CALL, "919725553456", false));
    assertThat(after(routing, told(new Routed(Optional.of(PLAN)))).step())
        .isEqualTo(new VoiceStep.Connect(PLAN));
  }

  @Test
  @DisplayName("Anybody else keys in the number of a destination before")
  void unknownCaller() {
    Dialogue begun = AccessDialogue.begin(VOICE, CALL, Optional.empty());
    assertThat(heard(begun)).contains(VoicePrompt.ACCESS_ID);
    Dialogue identifying = after(begun, keys("14085557890"));
    assertThat(asked(identifying)).isEqualTo(new Identify("14085557890"));
    Dialogue known = after(identifying, told(new Known(Optional.of(AT_MOBILE))), keys("4711"));
    assertThat(asked(known)).isEqualTo(new CheckPin(Optional.of(ALICE), CALLER, "4711"));
  }

  @Test
  @DisplayName("A number that nobody has is asked for a PIN like any other")
  void tellsNobodyWhoIsKnown() {
    Dialogue begun = after(AccessDialogue.begin(VOICE, CALL, Optional.empty()), keys("1"));
    Dialogue known = after(begun, told(new Known(Optional.of(AT_MOBILE))));
    Dialogue unknown = after(begun, told(new Known(Optional.empty())));
    assertThat(unknown.step()).isEqualTo(known.step());
    Dialogue pin = after(unknown, keys("4711"));
    assertThat(asked(pin)).isEqualTo(new CheckPin(Optional.empty(), CALLER, "4711"));
    assertThat(heard(after(pin, right()))).contains(VoicePrompt.ACCESS_WRONG);
  }

  @Test
  @DisplayName("In hairpin mode the number that calls says nothing")
  void hairpin() {
    assertThat(heard(calling(new AccessTerms(true, true, true), AT_MOBILE)))
        .contains(VoicePrompt.ACCESS_ID);
  }

  @Test
  @DisplayName("2 and 3 switch the only destination, one that is keyed in, or all")
  void switching() {
    Dialogue one = after(calling(VOICE, AT_MOBILE), keys("4711"), right());
    assertThat(asked(after(one, keys("2"))))
        .isEqualTo(new SwitchReach(ALICE, Optional.of(MOBILE), true));
    Dialogue two = after(calling(VOICE, WITH_TWO), keys("4711"), right(), keys("3"));
    assertThat(heard(two)).containsExactly(VoicePrompt.ACCESS_DESTINATION);
    assertThat(asked(after(two, keys(""))))
        .isEqualTo(new SwitchReach(ALICE, Optional.empty(), false));
    assertThat(asked(after(two, keys("14085557891"))))
        .isEqualTo(new FindDestination(ALICE, "14085557891"));
    Dialogue home =
        after(
            two,
            keys("14085557891"),
            told(new Known(Optional.of(new AccessPerson(ALICE, HOME, 2)))));
    assertThat(asked(home)).isEqualTo(new SwitchReach(ALICE, Optional.of(HOME), false));
    assertThat(heard(after(home, told(new Switched(true)))))
        .containsExactly(VoicePrompt.ACCESS_REACH_OFF, VoicePrompt.ACCESS_MENU);
  }

  @Test
  @DisplayName("Nobody switches somebody else's destination")
  void notTheirs() {
    Dialogue others =
        after(
            calling(VOICE, WITH_TWO),
            keys("4711"),
            right(),
            keys("3"),
            keys("14085557800"),
            told(new Known(Optional.of(new AccessPerson(new UserId("bob"), HOME, 1)))));
    assertThat(heard(others)).contains(VoicePrompt.ACCESS_WRONG);
  }

  @Test
  @DisplayName("When calls are switched off, 1 is wrong, and 2 and 3 work on")
  void callsOff() {
    Dialogue menu =
        after(calling(new AccessTerms(true, false, false), AT_MOBILE), keys("4711"), right());
    assertThat(heard(menu)).containsExactly(VoicePrompt.ACCESS_MENU_REACH);
    assertThat(heard(after(menu, keys("1")))).contains(VoicePrompt.ACCESS_WRONG);
    assertThat(asked(after(menu, keys("2")))).isInstanceOf(SwitchReach.class);
  }

  @Test
  @DisplayName("Feature access says nothing, and switches the destination that calls")
  void featureAccess() {
    Dialogue dialogue = calling(FEATURE, WITH_TWO);
    for (VoiceInput input : List.of(keys("4711"), right(), keys("1"), keys("919725553456"))) {
      assertThat(heard(dialogue)).isEmpty();
      dialogue = after(dialogue, input);
    }
    assertThat(asked(dialogue)).isEqualTo(new Route(WITH_TWO, CALL, "919725553456", false));
    Dialogue menu = after(calling(FEATURE, WITH_TWO), keys("4711"), right());
    assertThat(asked(after(menu, keys("3"))))
        .isEqualTo(new SwitchReach(ALICE, Optional.of(MOBILE), false));
    assertThat(after(menu, keys("3"), told(new Switched(true))).step())
        .isEqualTo(new VoiceStep.Leave(List.of(), "the caller turned reach off"));
  }

  @Test
  @DisplayName("By feature access a wrong PIN is a tone, and what was pressed ahead is forgotten")
  void featureAccessWrong() {
    Dialogue wrongly = after(calling(FEATURE, AT_MOBILE), keys("1111"), wrong());
    assertThat(wrongly.step()).isEqualTo(new VoiceStep.Say(List.of(new Speech.Beep())));
    assertThat(after(wrongly, new Said()).step()).isInstanceOf(VoiceStep.Ask.class);
  }

  @Test
  @DisplayName("Three wrong inputs of whatever kind end the call")
  void threeWrong() {
    Dialogue twice = after(calling(VOICE, AT_MOBILE), keys("1111"), wrong(), new NothingPressed());
    assertThat(twice.step()).isInstanceOf(VoiceStep.Ask.class);
    Dialogue thrice = after(twice, keys("2222"), wrong());
    assertThat(thrice.step()).isInstanceOf(VoiceStep.Leave.class);
    assertThat(heard(thrice)).containsExactly(VoicePrompt.ACCESS_WRONG, VoicePrompt.ACCESS_GOODBYE);
  }

  @Test
  @DisplayName("Who is locked out is told so, not how long")
  void locked() {
    assertThat(heard(after(calling(VOICE, AT_MOBILE), keys("4711"), told(new Checked(LOCKED)))))
        .containsExactly(VoicePrompt.ACCESS_SORRY, VoicePrompt.ACCESS_GOODBYE);
  }

  @Test
  @DisplayName("A number that is blocked, or nobody's, is asked for again")
  void blocked() {
    Dialogue again =
        after(
            calling(VOICE, AT_MOBILE),
            keys("4711"),
            right(),
            keys("1"),
            keys("9911"),
            told(new Routed(Optional.empty())));
    assertThat(heard(again)).containsExactly(VoicePrompt.ACCESS_BLOCKED, VoicePrompt.ACCESS_NUMBER);
  }

  @Test
  @DisplayName("When nobody answers there is another choice")
  void nobodyAnswered() {
    Dialogue again =
        after(
            calling(VOICE, AT_MOBILE),
            keys("4711"),
            right(),
            keys("1"),
            keys("51235"),
            told(new Routed(Optional.of(PLAN))),
            new NobodyAnswered(486));
    assertThat(heard(again)).containsExactly(VoicePrompt.ACCESS_NOBODY, VoicePrompt.ACCESS_MENU);
  }

  @Test
  @DisplayName("The record tells what was done, when the caller just hangs up after it")
  void soFar() {
    Dialogue menu = after(calling(VOICE, AT_MOBILE), keys("4711"), right());
    assertThat(menu.soFar()).isEmpty();
    assertThat(menu.name()).isEqualTo("voice access");
    assertThat(after(menu, keys("3"), told(new Switched(true))).soFar())
        .isEqualTo("the caller turned reach off");
  }

  @Test
  @DisplayName("A PIN is in no text")
  void secret() {
    Dialogue pin = after(calling(VOICE, AT_MOBILE), keys("471147"));
    assertThat(pin.toString()).doesNotContain("471147");
    assertThat(pin.step().toString()).doesNotContain("471147");
    assertThat(keys("471147").toString()).doesNotContain("471147");
    assertThat(new Pin("471147").toString()).doesNotContain("471147");
  }

  @Test
  @DisplayName(
      "10,000 random dialogues: nobody calls or switches without a right PIN, and inputs that don't belong change nothing")
  void random() {
    List<VoiceInput> inputs =
        List.of(
            keys(""),
            keys("1"),
            keys("2"),
            keys("3"),
            keys("4711"),
            new NothingPressed(),
            new Said(),
            wrong(),
            right(),
            told(new Known(Optional.of(WITH_TWO))),
            told(new Known(Optional.empty())),
            told(new Routed(Optional.of(PLAN))),
            told(new Routed(Optional.empty())),
            told(new Switched(true)),
            told(new Answer.Unavailable()),
            new NobodyAnswered(480));
    for (long seed = 0; seed < 10_000; seed++) {
      Random random = new Random(seed);
      AccessTerms terms =
          List.of(VOICE, FEATURE, new AccessTerms(true, true, true)).get((int) (seed % 3));
      Dialogue dialogue =
          AccessDialogue.begin(
              terms, CALL, random.nextBoolean() ? Optional.of(WITH_TWO) : Optional.empty());
      boolean proved = false;
      for (int i = 0; i < 40; i++) {
        boolean checking =
            dialogue.step()
                    instanceof VoiceStep.Inquire(CheckPin(var user, var caller, var pressed))
                && user.isPresent();
        VoiceInput input = inputs.get(random.nextInt(inputs.size()));
        Dialogue next = dialogue.on(input);
        proved |= checking && input.equals(right());
        boolean acts =
            next.step() instanceof VoiceStep.Connect
                || next.step() instanceof VoiceStep.Inquire(SwitchReach s)
                || next.step() instanceof VoiceStep.Inquire(Route r);
        assertThat(!acts || proved).as("seed %d: %s", seed, next.step()).isTrue();
        if (dialogue.step() instanceof VoiceStep.Leave) {
          assertThat(next).as("seed %d: the end", seed).isEqualTo(dialogue);
        }
        dialogue = next;
      }
    }
  }

  @Test
  @DisplayName(
      "UM10: who is known by the number hears their own language; who keys one in, after the PIN only")
  void languages() {
    Dialogue known = calling(VOICE, AT_MOBILE);
    assertThat(known.listener()).isPresent();
    Dialogue unknown = AccessDialogue.begin(VOICE, CALL, Optional.empty());
    assertThat(unknown.listener()).isEmpty();
    Dialogue keyed = unknown.on(keys("4085557890"));
    assertThat(keyed.listener()).isEmpty();
    keyed = keyed.on(new Told(new AccessAnswer.Known(Optional.of(AT_MOBILE))));
    assertThat(keyed.listener()).as("nobody is told by it who is known").isEmpty();
    keyed = keyed.on(keys("1234"));
    assertThat(keyed.listener()).isEmpty();
    keyed = keyed.on(right());
    assertThat(keyed.listener()).contains(AT_MOBILE.user());
  }
}
