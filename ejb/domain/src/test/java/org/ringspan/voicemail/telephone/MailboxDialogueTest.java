package org.ringspan.voicemail.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.access.AccessAnswer.Checked.Verdict;
import org.ringspan.address.UserId;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Dialogue;
import org.ringspan.voice.RecordingId;
import org.ringspan.voice.Speech;
import org.ringspan.voice.VoiceInput;
import org.ringspan.voice.VoiceInput.Digits;
import org.ringspan.voice.VoiceInput.NothingPressed;
import org.ringspan.voice.VoiceInput.Recorded;
import org.ringspan.voice.VoiceInput.Told;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.VoiceStep;
import org.ringspan.voice.VoiceStep.Inquire;
import org.ringspan.voice.VoiceStep.Leave;
import org.ringspan.voice.VoiceStep.Record;
import org.ringspan.voicemail.MessageId;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.telephone.MailboxAnswer.Checked;
import org.ringspan.voicemail.telephone.MailboxAnswer.Contents;
import org.ringspan.voicemail.telephone.MailboxAnswer.Done;
import org.ringspan.voicemail.telephone.MailboxAnswer.Fetched;
import org.ringspan.voicemail.telephone.MailboxAnswer.Opened;
import org.ringspan.voicemail.telephone.MailboxQuestion.Change;
import org.ringspan.voicemail.telephone.MailboxQuestion.Change.What;

@DisplayName("The owner of a mailbox")
class MailboxDialogueTest {
  private static final UserId ALICE = new UserId("alice");
  private static final MessageId FIRST = new MessageId(1);
  private static final MessageId SECOND = new MessageId(2);
  private static final MessageId OLD = new MessageId(3);
  private static final Speech.Moment LEFT =
      new Speech.Moment(LocalDateTime.of(2026, 11, 29, 10, 5), LocalDate.of(2026, 11, 30));
  private static final RecordingId MESSAGE = new RecordingId("message");

  private static Dialogue after(Dialogue dialogue, VoiceInput... inputs) {
    Dialogue now = dialogue;
    for (VoiceInput input : inputs) {
      now = now.on(input);
    }
    return now;
  }

  private static Dialogue begun() {
    return MailboxDialogue.begin(ALICE, Optional.of("51234"));
  }

  private static Dialogue entered() {
    return after(begun(), key("1234"), new Told(new Checked(Verdict.RIGHT)));
  }

  private static Dialogue hearingFirst() {
    return after(
        entered(), new Told(new Contents(List.of(FIRST, SECOND), List.of(OLD))), fetched());
  }

  private static Dialogue atMenu() {
    return after(entered(), new Told(new Contents(List.of(), List.of())));
  }

  private static VoiceInput fetched() {
    return new Told(
        new Fetched(
            Optional.of(new Sender(Optional.of("+12125550100"), "Mother")), Optional.of(LEFT)));
  }

  private static VoiceInput done() {
    return new Told(new Done(true));
  }

  private static VoiceInput key(String key) {
    return new Digits(key, true);
  }

  private static List<Speech> heard(Dialogue dialogue) {
    return ((VoiceStep.Speaking) dialogue.step()).prompts();
  }

  private static Speech said(VoicePrompt prompt) {
    return new Speech.Spoken(prompt);
  }

  private static Inquire fetch(MessageId message) {
    return new Inquire(new MailboxQuestion.Fetch(ALICE, message, MESSAGE));
  }

  private static Inquire change(MessageId message, What what) {
    return new Inquire(new Change(ALICE, message, what));
  }

  @Test
  @DisplayName("says the PIN first; three wrong ones, or one while locked, end the call")
  void pin() {
    Dialogue asked = after(begun(), key("1234"));
    assertThat(asked.step())
        .isEqualTo(new Inquire(new MailboxQuestion.CheckPin(ALICE, "1234", Optional.of("51234"))));
    assertThat(asked.toString() + asked.step()).doesNotContain("1234[").doesNotContain("=1234");
    VoiceInput wrong = new Told(new Checked(Verdict.WRONG));
    Dialogue again = asked.on(wrong);
    assertThat(heard(again))
        .containsExactly(said(VoicePrompt.ACCESS_WRONG), said(VoicePrompt.ACCESS_PIN));
    assertThat(after(again, key("1"), wrong, new NothingPressed()).step())
        .isInstanceOfSatisfying(
            Leave.class,
            leave ->
                assertThat(leave.detail()).isEqualTo("the caller's input was wrong three times"));
    assertThat(asked.on(new Told(new Checked(Verdict.LOCKED))).step())
        .isInstanceOfSatisfying(
            Leave.class, leave -> assertThat(leave.detail()).isEqualTo("too many PINs were wrong"));
  }

  @Test
  @DisplayName("hears how many messages there are, then each with its caller, new ones first")
  void hears() {
    Dialogue looking = entered();
    assertThat(looking.step()).isEqualTo(new Inquire(new MailboxQuestion.Look(ALICE)));
    Dialogue fetching = looking.on(new Told(new Contents(List.of(FIRST, SECOND), List.of(OLD))));
    assertThat(fetching.step()).isEqualTo(fetch(FIRST));
    assertThat(heard(fetching.on(fetched())))
        .containsExactly(
            said(VoicePrompt.VOICEMAIL_YOU_HAVE),
            new Speech.Counted(2, VoicePrompt.VOICEMAIL_NEW_ONE, VoicePrompt.VOICEMAIL_NEW),
            new Speech.Counted(1, VoicePrompt.VOICEMAIL_OLD_ONE, VoicePrompt.VOICEMAIL_OLD),
            said(VoicePrompt.VOICEMAIL_FROM),
            new Speech.Digits("+12125550100"),
            LEFT,
            new Speech.Recorded(MESSAGE),
            said(VoicePrompt.VOICEMAIL_KEYS));
    Dialogue third = after(hearingFirst(), key("#"), fetched(), key("#"));
    assertThat(third.step()).isEqualTo(fetch(OLD));
    assertThat(heard(after(third, fetched(), key("#"))))
        .containsExactly(said(VoicePrompt.VOICEMAIL_NO_MORE), said(VoicePrompt.VOICEMAIL_MENU));
    // It was deleted on the page meanwhile.
    assertThat(fetching.on(new Told(new Fetched(Optional.empty()))).step())
        .isEqualTo(fetch(SECOND));
    Sender hidden = new Sender(Optional.of("anonymous"), "");
    assertThat(heard(after(third, new Told(new Fetched(Optional.of(hidden))))))
        .containsExactly(new Speech.Recorded(MESSAGE), said(VoicePrompt.VOICEMAIL_KEYS));
  }

  @Test
  @DisplayName("repeats, saves, deletes and takes back; who listens to the end saves")
  void changes() {
    assertThat(hearingFirst().on(key("1")).step()).isEqualTo(fetch(FIRST));
    assertThat(hearingFirst().on(key("9")).step()).isEqualTo(change(FIRST, What.SAVE));
    assertThat(hearingFirst().on(new NothingPressed()).step()).isEqualTo(change(FIRST, What.SAVE));
    assertThat(after(hearingFirst(), key("9"), done()).step()).isEqualTo(fetch(SECOND));
    assertThat(heard(after(hearingFirst(), key("9"), done(), fetched())))
        .startsWith(said(VoicePrompt.VOICEMAIL_SAVED));

    Dialogue deleting = hearingFirst().on(key("7"));
    assertThat(deleting.step()).isEqualTo(change(FIRST, What.DELETE));
    Dialogue deleted = deleting.on(done());
    assertThat(heard(deleted)).containsExactly(said(VoicePrompt.VOICEMAIL_DELETED));
    assertThat(deleted.on(new NothingPressed()).step()).isEqualTo(fetch(SECOND));
    assertThat(deleted.on(key("#")).step()).isEqualTo(fetch(SECOND));
    Dialogue restoring = deleted.on(key("7"));
    assertThat(restoring.step()).isEqualTo(change(FIRST, What.RESTORE));
    assertThat(restoring.on(done()).step()).isEqualTo(fetch(FIRST));
    // Somebody else was faster.
    assertThat(deleting.on(new Told(new Done(false))).step()).isEqualTo(fetch(SECOND));
  }

  @Test
  @DisplayName("hears, records and deletes the greeting, and ends the call")
  void greeting() {
    Dialogue menu = atMenu();
    assertThat(heard(menu)).endsWith(said(VoicePrompt.VOICEMAIL_MENU));
    assertThat(menu.on(key("1")).step()).isEqualTo(new Inquire(new MailboxQuestion.Look(ALICE)));
    assertThat(hearingFirst().on(key("0")).step()).isInstanceOf(VoiceStep.Ask.class);

    Dialogue hearing = menu.on(key("2"));
    RecordingId greeting = new RecordingId("greeting");
    assertThat(hearing.step()).isEqualTo(new Inquire(new MailboxQuestion.Open(ALICE, greeting)));
    assertThat(heard(hearing.on(new Told(new Opened(true, Duration.ZERO)))))
        .containsExactly(new Speech.Recorded(greeting), said(VoicePrompt.VOICEMAIL_MENU));
    assertThat(heard(hearing.on(new Told(new Opened(false, Duration.ZERO)))))
        .startsWith(said(VoicePrompt.VOICEMAIL_NO_GREETING));

    Dialogue recording = menu.on(key("3"));
    assertThat(recording.step()).isInstanceOf(Record.class);
    Dialogue keeping = recording.on(new Recorded(Duration.ofSeconds(4), '#'));
    assertThat(keeping.step())
        .isEqualTo(new Inquire(new MailboxQuestion.Greet(ALICE, new RecordingId("new-greeting"))));
    assertThat(heard(keeping.on(done()))).startsWith(said(VoicePrompt.VOICEMAIL_GREETING_KEPT));
    assertThat(heard(keeping.on(new Told(new Done(false)))))
        .startsWith(said(VoicePrompt.ACCESS_SORRY));
    assertThat(heard(recording.on(new Recorded(Duration.ZERO, ' '))))
        .startsWith(said(VoicePrompt.VOICEMAIL_TOO_SHORT));

    assertThat(menu.on(key("4")).step())
        .isEqualTo(new Inquire(new MailboxQuestion.DropGreeting(ALICE)));
    assertThat(heard(after(menu, key("4"), done())))
        .startsWith(said(VoicePrompt.VOICEMAIL_NO_GREETING));
    assertThat(menu.on(key("#")).step()).isInstanceOf(Leave.class);
    // Hanging up changes nothing.
    assertThat(recording.hungUp()).isEmpty();
  }

  @Test
  @DisplayName("hears that something can't be done")
  void unavailable() {
    VoiceInput none = new Told(new Answer.Unavailable());
    for (Dialogue asked :
        List.of(
            after(begun(), key("1")),
            entered(),
            hearingFirst().on(key("1")),
            atMenu().on(key("4")))) {
      assertThat(asked.step()).isInstanceOf(Inquire.class);
      assertThat(asked.on(none).step())
          .isInstanceOfSatisfying(
              Leave.class,
              leave -> assertThat(leave.detail()).isEqualTo("the mailbox could not be reached"));
    }
  }

  @Test
  @DisplayName("10,000 dialogues of any inputs: each has a step, and nothing without the PIN")
  void anything() {
    List<VoiceInput> inputs =
        List.of(
            new Told(new Checked(Verdict.WRONG)),
            new Told(new Contents(List.of(FIRST), List.of(OLD))),
            new Told(new Contents(List.of(), List.of())),
            fetched(),
            new Told(new Fetched(Optional.empty())),
            done(),
            new Told(new Done(false)),
            new Told(new Opened(true, Duration.ofSeconds(9))),
            new Recorded(Duration.ofSeconds(5), '#'),
            new Recorded(Duration.ZERO, ' '),
            key("0"),
            key("1"),
            key("2"),
            key("3"),
            key("4"),
            key("7"),
            key("9"),
            key("#"),
            key(""),
            new NothingPressed(),
            new VoiceInput.Said(),
            new VoiceInput.NobodyAnswered(480));
    for (long seed = 0; seed < 10_000; seed++) {
      Random random = new Random(seed);
      Dialogue outside = begun();
      Dialogue inside = entered();
      for (int i = 0; i < 30; i++) {
        VoiceInput input = inputs.get(random.nextInt(inputs.size()));
        outside = outside.on(input);
        inside = inside.on(input);
        assertThat(inside.step()).isNotNull();
        if (outside.step() instanceof Inquire(var question)) {
          assertThat(question).as("seed %d", seed).isInstanceOf(MailboxQuestion.CheckPin.class);
        }
      }
    }
  }
}
