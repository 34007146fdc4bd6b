package org.ringspan.voicemail.telephone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.access.AccessAnswer.Checked.Verdict;
import org.ringspan.address.UserId;
import org.ringspan.voice.Dialogue;
import org.ringspan.voice.DigitsWanted;
import org.ringspan.voice.RecordingId;
import org.ringspan.voice.Speech;
import org.ringspan.voice.Speech.Spoken;
import org.ringspan.voice.VoiceInput;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.VoiceStep;
import org.ringspan.voicemail.MailboxRules;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.telephone.MailboxAnswer.Checked;
import org.ringspan.voicemail.telephone.MailboxAnswer.Contents;
import org.ringspan.voicemail.telephone.MailboxAnswer.Done;
import org.ringspan.voicemail.telephone.MailboxAnswer.Fetched;
import org.ringspan.voicemail.telephone.MailboxAnswer.Opened;
import org.ringspan.voicemail.telephone.MailboxQuestion.Change;
import org.ringspan.voicemail.telephone.MailboxQuestion.Change.What;

/**
 * The owner of a mailbox hears what is in it:
 *
 * <ol>
 *   <li>The PIN.
 *   <li>How many messages are new, how many saved; then each is heard, the new ones first and of
 *       each kind the oldest.
 *   <li>1 hears it again, 7 deletes it (7 once more takes it back), 9 saves it, {@code #} leaves it
 *       as it is; who presses nothing after its end saves it. Then the next is heard.
 *   <li>After the last, and at 0: 1 hears the messages, 2 the owner's own greeting, 3 records that
 *       anew, 4 deletes it, {@code #} ends the call.
 *   <li>Three wrong inputs end the call.
 * </ol>
 *
 * @param owner whose mailbox it is
 * @param caller the number that calls; empty when it is hidden
 * @param left which messages are to be heard still, that of the stage first
 * @param stage how far it is
 * @param wrong how many inputs were wrong
 */
public record MailboxDialogue(
    UserId owner, Optional<String> caller, List<MessageId> left, Stage stage, int wrong)
    implements Dialogue {
  private static final int MOST_WRONG = 3;
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final DigitsWanted PIN = DigitsWanted.upTo(21, FIRST, Duration.ofSeconds(5));
  private static final DigitsWanted CHOICE = DigitsWanted.key(FIRST);
  private static final DigitsWanted MIND_CHANGED = DigitsWanted.key(Duration.ofSeconds(2));
  private static final RecordingId MESSAGE = new RecordingId("message");
  private static final RecordingId GREETING = new RecordingId("greeting");
  private static final RecordingId NEW_GREETING = new RecordingId("new-greeting");

  /** How far it is. */
  public sealed interface Stage {}

  /** The PIN is asked for. */
  record AskPin(List<Speech> first) implements Stage {}

  /** Whether it is right. */
  record CheckingPin(String pressed) implements Stage {
    @Override
    public String toString() {
      return "CheckingPin";
    }
  }

  /** What is in the mailbox. */
  record Looking() implements Stage {}

  /** A message is being fetched, after which this is said before it. */
  record Fetching(List<Speech> first) implements Stage {}

  /** A message is heard. */
  record Hearing(List<Speech> first) implements Stage {}

  /** A message is being changed. */
  record Changing(What what) implements Stage {}

  /** A message is deleted, which may be taken back. */
  record Deleted() implements Stage {}

  /** What to do is asked for. */
  record Menu(List<Speech> first) implements Stage {}

  /** The greeting is fetched. */
  record FetchingGreeting() implements Stage {}

  /** A greeting is recorded. */
  record Greeting() implements Stage {}

  /** It is kept. */
  record KeepingGreeting() implements Stage {}

  /** It is deleted. */
  record DroppingGreeting() implements Stage {}

  /** The end. */
  record Leaving(List<Speech> last, String detail) implements Stage {}

  /** The beginning. */
  public static MailboxDialogue begin(UserId owner, Optional<String> caller) {
    return new MailboxDialogue(owner, caller, List.of(), new AskPin(List.of()), 0);
  }

  public MailboxDialogue {
    left = List.copyOf(left);
  }

  @Override
  public VoiceStep step() {
    return switch (stage) {
      case AskPin(var first) -> ask(PIN, first, VoicePrompt.ACCESS_PIN);
      case CheckingPin(var pressed) ->
          new VoiceStep.Inquire(new MailboxQuestion.CheckPin(owner, pressed, caller));
      case Looking looking -> new VoiceStep.Inquire(new MailboxQuestion.Look(owner));
      case Fetching fetching ->
          new VoiceStep.Inquire(new MailboxQuestion.Fetch(owner, left.getFirst(), MESSAGE));
      case Hearing(var first) -> ask(CHOICE, first, VoicePrompt.VOICEMAIL_KEYS);
      case Changing(var what) -> new VoiceStep.Inquire(new Change(owner, left.getFirst(), what));
      case Deleted deleted -> ask(MIND_CHANGED, List.of(), VoicePrompt.VOICEMAIL_DELETED);
      case Menu(var first) -> ask(CHOICE, first, VoicePrompt.VOICEMAIL_MENU);
      case FetchingGreeting fetching ->
          new VoiceStep.Inquire(new MailboxQuestion.Open(owner, GREETING));
      case Greeting greeting ->
          new VoiceStep.Record(
              List.of(new Spoken(VoicePrompt.VOICEMAIL_SPEAK_GREETING), new Speech.Beep()),
              NEW_GREETING,
              MailboxRules.LONGEST_GREETING,
              DepositDialogue.SILENCE,
              Set.of('#'));
      case KeepingGreeting keeping ->
          new VoiceStep.Inquire(new MailboxQuestion.Greet(owner, NEW_GREETING));
      case DroppingGreeting dropping ->
          new VoiceStep.Inquire(new MailboxQuestion.DropGreeting(owner));
      case Leaving(var last, var detail) -> new VoiceStep.Leave(last, detail);
    };
  }

  @Override
  public Optional<UserId> listener() {
    return Optional.of(owner);
  }

  private static VoiceStep ask(DigitsWanted wanted, List<Speech> first, VoicePrompt then) {
    List<Speech> prompts = new ArrayList<>(first);
    prompts.add(new Spoken(then));
    return new VoiceStep.Ask(prompts, wanted);
  }

  @Override
  public MailboxDialogue on(VoiceInput input) {
    return switch (input) {
      case VoiceInput.Digits(var keys, var ended) -> pressed(keys);
      case VoiceInput.NothingPressed nothing -> nothingPressed();
      case VoiceInput.Recorded(var length, var key) when stage instanceof Greeting ->
          length.compareTo(MailboxRules.SHORTEST) < 0
              ? at(new Menu(said(VoicePrompt.VOICEMAIL_TOO_SHORT)))
              : at(new KeepingGreeting());
      case VoiceInput.Told(var answer) when step() instanceof VoiceStep.Inquire -> told(input);
      case VoiceInput unexpected -> this;
    };
  }

  private MailboxDialogue pressed(String keys) {
    return switch (stage) {
      case AskPin asked -> at(new CheckingPin(keys));
      case Hearing(var first) ->
          switch (keys) {
            case "1" -> at(new Fetching(List.of()));
            case "7" -> at(new Changing(What.DELETE));
            case "9" -> at(new Changing(What.SAVE));
            case "#" -> next(List.of());
            case "0" -> at(new Menu(List.of()));
            default -> wrong(new Hearing(said(VoicePrompt.ACCESS_WRONG)));
          };
      case Deleted deleted -> keys.equals("7") ? at(new Changing(What.RESTORE)) : next(List.of());
      case Menu asked ->
          switch (keys) {
            case "1" -> at(new Looking());
            case "2" -> at(new FetchingGreeting());
            case "3" -> at(new Greeting());
            case "4" -> at(new DroppingGreeting());
            case "#" ->
                at(new Leaving(said(VoicePrompt.ACCESS_GOODBYE), "the caller was finished"));
            default -> wrong(new Menu(said(VoicePrompt.ACCESS_WRONG)));
          };
      case Stage unexpected -> this;
    };
  }

  private MailboxDialogue nothingPressed() {
    return switch (stage) {
      case AskPin asked -> wrong(new AskPin(List.of()));
      // It was heard to its end.
      case Hearing heard -> at(new Changing(What.SAVE));
      case Deleted deleted -> next(List.of());
      case Menu asked -> wrong(new Menu(List.of()));
      case Stage unexpected -> this;
    };
  }

  private MailboxDialogue told(VoiceInput input) {
    return switch (stage) {
      case CheckingPin asked when input instanceof VoiceInput.Told(Checked(var verdict)) ->
          checked(verdict);
      case Looking asked when input instanceof VoiceInput.Told(Contents(var unheard, var saved)) ->
          looked(unheard, saved);
      case Fetching(var first) when input instanceof VoiceInput.Told(Fetched(var sender, var at)) ->
          sender.isPresent() ? hear(first, sender.get(), at) : next(first);
      case Changing(var what) when input instanceof VoiceInput.Told(Done(var done)) ->
          switch (what) {
            case SAVE -> next(said(VoicePrompt.VOICEMAIL_SAVED));
            case DELETE -> done ? at(new Deleted()) : next(List.of());
            case RESTORE -> at(new Fetching(List.of()));
          };
      case FetchingGreeting asked
          when input instanceof VoiceInput.Told(Opened(var own, var room)) ->
          at(
              new Menu(
                  own
                      ? List.of(new Speech.Recorded(GREETING))
                      : said(VoicePrompt.VOICEMAIL_NO_GREETING)));
      case KeepingGreeting asked when input instanceof VoiceInput.Told(Done(var done)) ->
          at(new Menu(said(done ? VoicePrompt.VOICEMAIL_GREETING_KEPT : VoicePrompt.ACCESS_SORRY)));
      case DroppingGreeting asked when input instanceof VoiceInput.Told(Done(var done)) ->
          at(new Menu(said(VoicePrompt.VOICEMAIL_NO_GREETING)));
      case Stage asked -> sorry("the mailbox could not be reached");
    };
  }

  private MailboxDialogue checked(Verdict verdict) {
    return switch (verdict) {
      case RIGHT -> at(new Looking());
      case WRONG -> wrong(new AskPin(said(VoicePrompt.ACCESS_WRONG)));
      case LOCKED -> sorry("too many PINs were wrong");
    };
  }

  private MailboxDialogue looked(List<MessageId> unheard, List<MessageId> saved) {
    List<Speech> summary =
        List.of(
            new Spoken(VoicePrompt.VOICEMAIL_YOU_HAVE),
            new Speech.Counted(
                unheard.size(), VoicePrompt.VOICEMAIL_NEW_ONE, VoicePrompt.VOICEMAIL_NEW),
            new Speech.Counted(
                saved.size(), VoicePrompt.VOICEMAIL_OLD_ONE, VoicePrompt.VOICEMAIL_OLD));
    List<MessageId> all = new ArrayList<>(unheard);
    all.addAll(saved);
    return all.isEmpty() ? at(new Menu(summary)) : with(all, new Fetching(summary));
  }

  private MailboxDialogue hear(List<Speech> first, Sender sender, Optional<Speech.Moment> at) {
    List<Speech> prompts = new ArrayList<>(first);
    String number = sender.number().orElse("").replaceAll("[^0-9*#+]", "");
    if (!number.isEmpty() && number.length() <= 64) {
      prompts.add(new Spoken(VoicePrompt.VOICEMAIL_FROM));
      prompts.add(new Speech.Digits(number));
    }
    at.ifPresent(prompts::add);
    prompts.add(new Speech.Recorded(MESSAGE));
    return at(new Hearing(List.copyOf(prompts)));
  }

  private MailboxDialogue next(List<Speech> first) {
    List<MessageId> rest = left.subList(1, left.size());
    if (!rest.isEmpty()) {
      return with(rest, new Fetching(first));
    }
    List<Speech> prompts = new ArrayList<>(first);
    prompts.add(new Spoken(VoicePrompt.VOICEMAIL_NO_MORE));
    return with(List.of(), new Menu(List.copyOf(prompts)));
  }

  private static List<Speech> said(VoicePrompt prompt) {
    return List.of(new Spoken(prompt));
  }

  private MailboxDialogue wrong(Stage again) {
    return wrong + 1 >= MOST_WRONG
        ? new MailboxDialogue(
            owner,
            caller,
            List.of(),
            new Leaving(
                List.of(
                    new Spoken(VoicePrompt.ACCESS_WRONG), new Spoken(VoicePrompt.ACCESS_GOODBYE)),
                "the caller's input was wrong three times"),
            MOST_WRONG)
        : new MailboxDialogue(owner, caller, left, again, wrong + 1);
  }

  private MailboxDialogue sorry(String detail) {
    return at(
        new Leaving(
            List.of(new Spoken(VoicePrompt.ACCESS_SORRY), new Spoken(VoicePrompt.ACCESS_GOODBYE)),
            detail));
  }

  private MailboxDialogue with(List<MessageId> messages, Stage next) {
    return new MailboxDialogue(owner, caller, messages, next, wrong);
  }

  private MailboxDialogue at(Stage next) {
    return with(left, next);
  }
}
