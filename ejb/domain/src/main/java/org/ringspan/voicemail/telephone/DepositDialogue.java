package org.ringspan.voicemail.telephone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.UserId;
import org.ringspan.voice.Dialogue;
import org.ringspan.voice.DigitsWanted;
import org.ringspan.voice.Question;
import org.ringspan.voice.RecordingId;
import org.ringspan.voice.Speech;
import org.ringspan.voice.Speech.Spoken;
import org.ringspan.voice.VoiceInput;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.VoiceStep;
import org.ringspan.voicemail.MailboxRules;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.telephone.MailboxAnswer.Done;
import org.ringspan.voicemail.telephone.MailboxAnswer.NoMailbox;
import org.ringspan.voicemail.telephone.MailboxAnswer.Opened;

/**
 * Somebody leaves a message:
 *
 * <ol>
 *   <li>The mailbox is opened. A full one says so after its greeting, and the call ends.
 *   <li>The caller hears the owner's own greeting, or the server's, and a tone; a key stops that.
 *   <li>What is said is recorded until {@code #}, silence, or the longest that is taken.
 *   <li>After {@code #}: 1 hears it, 2 records it again, {@code #} keeps it; nothing pressed keeps
 *       it too.
 *   <li>It is left, and the call ends. Who hangs up while recording or later leaves what was said.
 * </ol>
 *
 * What is shorter than {@link MailboxRules#SHORTEST} is no message.
 *
 * @param owner whose mailbox it is
 * @param sender who calls
 * @param stage how far it is
 * @param wrong how many inputs made no sense
 */
public record DepositDialogue(UserId owner, Sender sender, Stage stage, int wrong)
    implements Dialogue {
  /** How long nothing may be said before a recording ends. */
  public static final Duration SILENCE = Duration.ofSeconds(8);

  private static final int MOST_WRONG = 3;
  private static final RecordingId GREETING = new RecordingId("greeting");
  private static final RecordingId MESSAGE = new RecordingId("message");
  private static final DigitsWanted CHOICE = DigitsWanted.key(Duration.ofSeconds(10));

  /** How far it is. */
  public sealed interface Stage {}

  /** The mailbox is being opened. */
  record Opening() implements Stage {}

  /** The message is recorded, after this was said. */
  record Taking(List<Speech> first, Duration room) implements Stage {}

  /** There is a message, and the caller is asked what to do with it. */
  record Reviewing(List<Speech> first, Duration room) implements Stage {}

  /** It is being left. */
  record Leaving() implements Stage {}

  /** The end. */
  record Ending(List<Speech> last, String detail) implements Stage {}

  /** The beginning. */
  public static DepositDialogue begin(UserId owner, Sender sender) {
    return new DepositDialogue(owner, sender, new Opening(), 0);
  }

  @Override
  public VoiceStep step() {
    return switch (stage) {
      case Opening opening -> new VoiceStep.Inquire(new MailboxQuestion.Open(owner, GREETING));
      case Taking(var first, var room) -> {
        List<Speech> prompts = new ArrayList<>(first);
        prompts.add(new Speech.Beep());
        yield new VoiceStep.Record(prompts, MESSAGE, room, SILENCE, Set.of('#'));
      }
      case Reviewing(var first, var room) -> {
        List<Speech> prompts = new ArrayList<>(first);
        prompts.add(new Spoken(VoicePrompt.VOICEMAIL_REVIEW));
        yield new VoiceStep.Ask(prompts, CHOICE);
      }
      case Leaving leaving -> new VoiceStep.Inquire(leave());
      case Ending(var last, var detail) -> new VoiceStep.Leave(last, detail);
    };
  }

  /** Whom is spoken for: a caller hears the language of who is called. */
  @Override
  public Optional<UserId> listener() {
    return Optional.of(owner);
  }

  private Question leave() {
    return new MailboxQuestion.Leave(owner, sender, MESSAGE);
  }

  @Override
  public DepositDialogue on(VoiceInput input) {
    return switch (stage) {
      case Opening opening when input instanceof VoiceInput.Told(Opened(var greets, var room)) ->
          opened(greets, room);
      case Opening opening when input instanceof VoiceInput.Told(NoMailbox none) ->
          sorry("there is no mailbox any more");
      case Taking(var first, var room)
          when input instanceof VoiceInput.Recorded(var length, var key) ->
          recorded(length, key, room);
      case Reviewing(var first, var room) when input instanceof VoiceInput.Digits(var key, var e) ->
          chosen(key, room);
      case Reviewing reviewing when input instanceof VoiceInput.NothingPressed -> at(new Leaving());
      case Leaving leaving when input instanceof VoiceInput.Told(Done(var done)) ->
          done
              ? at(new Ending(said(VoicePrompt.VOICEMAIL_LEFT), "a message was left"))
              : sorry("the mailbox did not take the message");
      case Stage asked
          when input instanceof VoiceInput.Told && step() instanceof VoiceStep.Inquire ->
          sorry("the mailbox could not be reached");
      case Stage unexpected -> this;
    };
  }

  private DepositDialogue opened(boolean greets, Duration room) {
    List<Speech> greeting =
        greets ? List.of(new Speech.Recorded(GREETING)) : said(VoicePrompt.VOICEMAIL_GREETING);
    if (room.compareTo(MailboxRules.SHORTEST) < 0) {
      List<Speech> full = new ArrayList<>(greeting);
      full.add(new Spoken(VoicePrompt.VOICEMAIL_FULL));
      return at(new Ending(List.copyOf(full), "the mailbox is full"));
    }
    return at(new Taking(greeting, room));
  }

  private DepositDialogue recorded(Duration length, char key, Duration room) {
    if (length.compareTo(MailboxRules.SHORTEST) >= 0) {
      return key == ' ' ? at(new Leaving()) : at(new Reviewing(List.of(), room));
    }
    return key == ' ' || wrong + 1 >= MOST_WRONG
        ? at(new Ending(List.of(), "no message was left"))
        : again(new Taking(said(VoicePrompt.VOICEMAIL_TOO_SHORT), room));
  }

  private DepositDialogue chosen(String key, Duration room) {
    return switch (key) {
      case "1" -> at(new Reviewing(List.of(new Speech.Recorded(MESSAGE)), room));
      case "2" -> at(new Taking(List.of(), room));
      case "#" -> at(new Leaving());
      default ->
          wrong + 1 >= MOST_WRONG
              ? at(new Leaving())
              : again(new Reviewing(said(VoicePrompt.ACCESS_WRONG), room));
    };
  }

  /** What is being recorded when the caller hangs up is a message, and so is what waits. */
  @Override
  public List<Question> hungUp() {
    return stage instanceof Taking || stage instanceof Reviewing ? List.of(leave()) : List.of();
  }

  private static List<Speech> said(VoicePrompt prompt) {
    return List.of(new Spoken(prompt));
  }

  private DepositDialogue sorry(String detail) {
    return at(new Ending(said(VoicePrompt.ACCESS_SORRY), detail));
  }

  private DepositDialogue again(Stage next) {
    return new DepositDialogue(owner, sender, next, wrong + 1);
  }

  private DepositDialogue at(Stage next) {
    return new DepositDialogue(owner, sender, next, wrong);
  }
}
