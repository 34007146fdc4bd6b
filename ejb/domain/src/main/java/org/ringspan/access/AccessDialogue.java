package org.ringspan.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ringspan.access.AccessAnswer.Checked;
import org.ringspan.access.AccessAnswer.Known;
import org.ringspan.access.AccessAnswer.ParkNumber;
import org.ringspan.access.AccessAnswer.Retrieves;
import org.ringspan.access.AccessAnswer.Routed;
import org.ringspan.access.AccessAnswer.Switched;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.reach.AccessPerson;
import org.ringspan.reach.AccessTerms;
import org.ringspan.reach.IncomingCall;
import org.ringspan.reach.ReachPlan;
import org.ringspan.reach.RoutingDecision;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Dialogue;
import org.ringspan.voice.DigitsWanted;
import org.ringspan.voice.Speech;
import org.ringspan.voice.Speech.Spoken;
import org.ringspan.voice.VoiceInput;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.VoiceStep;

/**
 * Voice access and feature access (design guide pages 21-60 to 21-66):
 *
 * <ol>
 *   <li>Who calls from a known destination is asked for a PIN; with voice access anybody else keys
 *       in the number of a destination before.
 *   <li>1 calls a number, 2 turns reach on, 3 turns it off. By feature access each is followed by
 *       {@code #}. The code of transfer or conference calls a number, too, to join that call with
 *       the one that is on hold (table 21-2), by feature access where mid-call features are on. To
 *       park that one, the number is a park number, and the code of transfer follows again.
 *   <li>With voice access and more than one destination, the number of one is asked for; {@code #}
 *       alone is for all. Feature access switches the destination that calls.
 *   <li>Three wrong inputs end the call.
 * </ol>
 *
 * <p>Without prompts a tone says that something was wrong; what was pressed ahead is forgotten
 * then.
 *
 * @param terms what the access number offers
 * @param call by which it has come
 * @param person who calls, as far as is known
 * @param recognised whether that is known by the number that calls
 * @param stage how far it is
 * @param wrong how many inputs were wrong
 * @param soFar what was done
 */
public record AccessDialogue(
    AccessTerms terms,
    IncomingCall call,
    Optional<AccessPerson> person,
    boolean recognised,
    Stage stage,
    int wrong,
    String soFar)
    implements Dialogue {
  private static final int MOST_WRONG = 3;
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration NEXT = Duration.ofSeconds(5);
  private static final DigitsWanted ID = DigitsWanted.upTo(32, FIRST, NEXT);
  private static final DigitsWanted PIN = DigitsWanted.upTo(21, FIRST, NEXT);
  private static final DigitsWanted CHOICE = DigitsWanted.key(FIRST);
  private static final DigitsWanted ENDED_CHOICE = DigitsWanted.upTo(2, FIRST, NEXT);

  /** A code has 8 keys at most. */
  private static final DigitsWanted ENDED_CODE = DigitsWanted.upTo(9, FIRST, NEXT);

  /** How far it is. */
  public sealed interface Stage {}

  /** The number of a destination is asked for. */
  record AskId(List<VoicePrompt> first) implements Stage {}

  /** Whose number it is. */
  record Identifying(String number) implements Stage {}

  /** The PIN is asked for. */
  record AskPin(List<VoicePrompt> first) implements Stage {}

  /** Whether it is right. */
  record CheckingPin(String pressed) implements Stage {
    @Override
    public String toString() {
      return "CheckingPin";
    }
  }

  /** What to do is asked for. */
  record Menu(List<VoicePrompt> first) implements Stage {}

  /** The number to call is asked for. */
  record AskNumber(List<VoicePrompt> first, boolean joins) implements Stage {}

  /** How it is called. */
  record Routing(String number, boolean joins) implements Stage {}

  /** The number is a park number: the code is asked for again. */
  record AskPark(DirectoryNumber number) implements Stage {}

  /** The call on hold is parked. */
  record Parking(DirectoryNumber number) implements Stage {}

  /** The parked call is taken. */
  record Retrieving(DirectoryNumber number, ReachPlan plan) implements Stage {}

  /** It rings. */
  record Calling(ReachPlan plan, boolean joins) implements Stage {}

  /** Which destination is to be switched. */
  record AskDestination(boolean on) implements Stage {}

  /** Whose number that is. */
  record FindingDestination(String number, boolean on) implements Stage {}

  /** It is switched. */
  record Switching(Optional<DestinationNumber> destination, boolean on) implements Stage {}

  /** Without prompts: a tone before something is asked again. */
  record Failed(Stage again) implements Stage {}

  /** The end. */
  record Leaving(List<VoicePrompt> last, String detail) implements Stage {}

  /**
   * The beginning.
   *
   * @param decision what was decided for the call
   */
  public static AccessDialogue begin(RoutingDecision.Access decision, IncomingCall call) {
    return begin(decision.terms(), call, decision.caller());
  }

  static AccessDialogue begin(AccessTerms terms, IncomingCall call, Optional<AccessPerson> caller) {
    Optional<AccessPerson> person = terms.hairpin() ? Optional.empty() : caller;
    List<VoicePrompt> welcome = List.of(VoicePrompt.ACCESS_WELCOME);
    return new AccessDialogue(
        terms,
        call,
        person,
        person.isPresent(),
        person.isPresent() || !terms.prompts() ? new AskPin(welcome) : new AskId(welcome),
        0,
        "");
  }

  @Override
  public String name() {
    return terms.prompts() ? "voice access" : "feature access";
  }

  /** Whose number was keyed in is told by the PIN only, so that it isn't told by a language. */
  @Override
  public Optional<UserId> listener() {
    return switch (stage) {
      case AskId before -> Optional.empty();
      case Identifying before -> Optional.empty();
      case AskPin before -> knownCaller();
      case CheckingPin before -> knownCaller();
      case Failed(AskId again) -> Optional.empty();
      case Failed(AskPin again) -> knownCaller();
      case Leaving end -> knownCaller();
      case Stage proven -> person.map(AccessPerson::user);
    };
  }

  private Optional<UserId> knownCaller() {
    return person.filter(user -> recognised).map(AccessPerson::user);
  }

  @Override
  public VoiceStep step() {
    return switch (stage) {
      case AskId(var first) -> ask(ID, first, VoicePrompt.ACCESS_ID);
      case Identifying(var number) -> new VoiceStep.Inquire(new AccessQuestion.Identify(number));
      case AskPin(var first) -> ask(PIN, first, VoicePrompt.ACCESS_PIN);
      case CheckingPin(var pressed) ->
          new VoiceStep.Inquire(
              new AccessQuestion.CheckPin(
                  person.map(AccessPerson::user), call.caller().number(), pressed));
      case Menu(var first) ->
          ask(
              choice(),
              first,
              terms.calls() ? VoicePrompt.ACCESS_MENU : VoicePrompt.ACCESS_MENU_REACH);
      case AskNumber(var first, var joins) -> ask(ID, first, VoicePrompt.ACCESS_NUMBER);
      case Routing(var number, var joins) ->
          new VoiceStep.Inquire(
              new AccessQuestion.Route(person.orElseThrow(), call, number, joins));
      case Calling(var plan, var joins) -> new VoiceStep.Connect(plan, joins);
      case AskPark(var number) -> new VoiceStep.Ask(List.of(), ENDED_CODE);
      case Parking(var number) -> new VoiceStep.Park(number, person.orElseThrow());
      case Retrieving(var number, var plan) -> new VoiceStep.Retrieve(number, plan);
      case AskDestination(var on) -> ask(ID, List.of(), VoicePrompt.ACCESS_DESTINATION);
      case FindingDestination(var number, var on) ->
          new VoiceStep.Inquire(
              new AccessQuestion.FindDestination(person.orElseThrow().user(), number));
      case Switching(var destination, var on) ->
          new VoiceStep.Inquire(
              new AccessQuestion.SwitchReach(person.orElseThrow().user(), destination, on));
      case Failed failed -> new VoiceStep.Say(List.of(new Speech.Beep()));
      case Leaving(var last, var detail) -> new VoiceStep.Leave(said(last), detail);
    };
  }

  private DigitsWanted choice() {
    if (terms.prompts()) {
      return CHOICE;
    }
    return terms.joining().isPresent() ? ENDED_CODE : ENDED_CHOICE;
  }

  private VoiceStep ask(DigitsWanted wanted, List<VoicePrompt> first, VoicePrompt then) {
    List<VoicePrompt> prompts = new ArrayList<>(first);
    prompts.add(then);
    return new VoiceStep.Ask(said(prompts), wanted);
  }

  private List<Speech> said(List<VoicePrompt> prompts) {
    return terms.prompts() ? prompts.stream().<Speech>map(Spoken::new).toList() : List.of();
  }

  @Override
  public AccessDialogue on(VoiceInput input) {
    return switch (stage) {
      case AskId asked when input instanceof VoiceInput.Digits(var number, var ended) ->
          number.isEmpty() ? wrong(new AskId(wrongly())) : at(new Identifying(number));
      case AskId asked when input instanceof VoiceInput.NothingPressed ->
          wrong(new AskId(List.of()));
      case Identifying asked when input instanceof VoiceInput.Told(Known(var found)) ->
          // Whether there is anybody is told by the PIN only.
          new AccessDialogue(terms, call, found, false, new AskPin(List.of()), wrong, soFar);
      case AskPin asked when input instanceof VoiceInput.Digits(var pressed, var ended) ->
          at(new CheckingPin(pressed));
      case AskPin asked when input instanceof VoiceInput.NothingPressed ->
          wrong(new AskPin(List.of()));
      case CheckingPin asked when input instanceof VoiceInput.Told(Checked(var verdict)) ->
          checked(verdict);
      case Menu asked when input instanceof VoiceInput.Digits(var key, var ended) -> chosen(key);
      case Menu asked when input instanceof VoiceInput.NothingPressed -> wrong(new Menu(List.of()));
      case AskNumber(var first, var joins)
          when input instanceof VoiceInput.Digits(var number, var ended) ->
          number.isEmpty()
              ? wrong(new AskNumber(wrongly(), joins))
              : at(new Routing(number, joins));
      case AskNumber(var first, var joins) when input instanceof VoiceInput.NothingPressed ->
          wrong(new AskNumber(List.of(), joins));
      case Routing(var number, var joins) when input instanceof VoiceInput.Told(Routed(var plan)) ->
          plan.isPresent()
              ? at(new Calling(plan.get(), joins))
              : wrong(new AskNumber(List.of(VoicePrompt.ACCESS_BLOCKED), joins));
      case Routing(var number, var joins)
          when input instanceof VoiceInput.Told(ParkNumber(var at)) ->
          at(new AskPark(at));
      case Routing(var number, var joins)
          when input instanceof VoiceInput.Told(Retrieves(var at, var plan)) ->
          at(new Retrieving(at, plan));
      case AskPark(var number) when input instanceof VoiceInput.Digits(var code, var ended) ->
          terms.parks(code) ? at(new Parking(number)) : wrong(new AskPark(number));
      case AskPark asked when input instanceof VoiceInput.NothingPressed -> wrong(asked);
      case Parking(var number) when input instanceof VoiceInput.Parked(var outcome) ->
          parked(number, outcome);
      case Retrieving asked when input instanceof VoiceInput.NobodyAnswered ->
          wrong(new AskNumber(wrongly(), false));
      case Calling call when input instanceof VoiceInput.NobodyAnswered ->
          terms.prompts()
              ? at(new Menu(List.of(VoicePrompt.ACCESS_NOBODY)))
              : at(new Leaving(List.of(), "nobody answered whom the caller has called"));
      case AskDestination(var on) when input instanceof VoiceInput.Digits(var number, var ended) ->
          number.isEmpty()
              ? at(new Switching(Optional.empty(), on))
              : at(new FindingDestination(number, on));
      case AskDestination(var on) when input instanceof VoiceInput.NothingPressed ->
          wrong(new AskDestination(on));
      case FindingDestination(var number, var on)
          when input instanceof VoiceInput.Told(Known(var found)) ->
          found
              .filter(one -> one.user().equals(person.orElseThrow().user()))
              .map(one -> at(new Switching(Optional.of(one.destination()), on)))
              .orElseGet(() -> wrong(new Menu(wrongly())));
      case Switching(var destination, var on)
          when input instanceof VoiceInput.Told(Switched(var done)) ->
          done ? switched(on) : sorry("reach could not be switched");
      case Failed(var again) when input instanceof VoiceInput.Said -> at(again);
      case Stage asked
          when input instanceof VoiceInput.Told(Answer.Unavailable none)
              && step() instanceof VoiceStep.Inquire ->
          sorry("the rules could not be asked");
      case Stage unexpected -> this;
    };
  }

  private AccessDialogue parked(DirectoryNumber number, VoiceInput.Parked.Outcome outcome) {
    return switch (outcome) {
      case DONE -> at(new Leaving(List.of(), "the caller parked a call at " + number));
      case OCCUPIED, NOT_NOW -> wrong(new AskNumber(List.of(), true));
      case NOTHING_HELD ->
          at(new Leaving(List.of(), "the caller had no call on hold that could be parked"));
    };
  }

  private AccessDialogue checked(Checked.Verdict verdict) {
    // A right one of nobody is nobody's.
    if (verdict == Checked.Verdict.RIGHT && person.isPresent()) {
      return at(new Menu(List.of()));
    }
    return switch (verdict) {
      case RIGHT, WRONG ->
          wrong(
              terms.prompts() && (terms.hairpin() || person.isEmpty())
                  ? new AskId(wrongly())
                  : new AskPin(wrongly()));
      case LOCKED -> sorry("too many PINs were wrong");
    };
  }

  private AccessDialogue chosen(String key) {
    return switch (key) {
      case "1" -> terms.calls() ? at(new AskNumber(List.of(), false)) : wrong(new Menu(wrongly()));
      case "2" -> toSwitch(true);
      case "3" -> toSwitch(false);
      default -> terms.joins(key) ? at(new AskNumber(List.of(), true)) : wrong(new Menu(wrongly()));
    };
  }

  private AccessDialogue toSwitch(boolean on) {
    AccessPerson who = person.orElseThrow();
    return terms.prompts() && who.destinations() > 1
        ? at(new AskDestination(on))
        : at(new Switching(Optional.of(who.destination()), on));
  }

  private AccessDialogue switched(boolean on) {
    String detail = "the caller turned reach " + (on ? "on" : "off");
    Stage next =
        terms.prompts()
            ? new Menu(List.of(on ? VoicePrompt.ACCESS_REACH_ON : VoicePrompt.ACCESS_REACH_OFF))
            : new Leaving(List.of(), detail);
    return new AccessDialogue(terms, call, person, recognised, next, wrong, detail);
  }

  private AccessDialogue wrong(Stage again) {
    if (wrong + 1 >= MOST_WRONG) {
      return new AccessDialogue(
          terms,
          call,
          person,
          recognised,
          new Leaving(
              List.of(VoicePrompt.ACCESS_WRONG, VoicePrompt.ACCESS_GOODBYE),
              "the caller's input was wrong three times"),
          MOST_WRONG,
          soFar);
    }
    return new AccessDialogue(
        terms,
        call,
        person,
        recognised,
        terms.prompts() ? again : new Failed(again),
        wrong + 1,
        soFar);
  }

  private static List<VoicePrompt> wrongly() {
    return List.of(VoicePrompt.ACCESS_WRONG);
  }

  private AccessDialogue sorry(String detail) {
    return at(new Leaving(List.of(VoicePrompt.ACCESS_SORRY, VoicePrompt.ACCESS_GOODBYE), detail));
  }

  private AccessDialogue at(Stage next) {
    return new AccessDialogue(terms, call, person, recognised, next, wrong, soFar);
  }
}
