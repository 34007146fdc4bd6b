package org.ringspan.voicemail.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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
import org.ringspan.voice.VoiceStep.Ask;
import org.ringspan.voice.VoiceStep.Inquire;
import org.ringspan.voice.VoiceStep.Leave;
import org.ringspan.voice.VoiceStep.Record;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.telephone.MailboxAnswer.Done;
import org.ringspan.voicemail.telephone.MailboxAnswer.NoMailbox;
import org.ringspan.voicemail.telephone.MailboxAnswer.Opened;

@DisplayName("Somebody leaves a message")
class DepositDialogueTest {
  private static final UserId ALICE = new UserId("alice");
  private static final Sender MOTHER = new Sender(Optional.of("+12125550100"), "Mother");
  private static final RecordingId MESSAGE = new RecordingId("message");
  private static final Duration ROOM = Duration.ofMinutes(3);
  private static final Inquire LEFT =
      new Inquire(new MailboxQuestion.Leave(ALICE, MOTHER, MESSAGE));

  private static Dialogue after(VoiceInput... inputs) {
    Dialogue now = DepositDialogue.begin(ALICE, MOTHER);
    for (VoiceInput input : inputs) {
      now = now.on(input);
    }
    return now;
  }

  private static VoiceInput opened(boolean greets, Duration room) {
    return new Told(new Opened(greets, room));
  }

  private static VoiceInput spoke(int seconds, char key) {
    return new Recorded(Duration.ofSeconds(seconds), key);
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

  @Test
  @DisplayName("after the greeting and a tone; who hangs up or falls silent leaves it")
  void simply() {
    Dialogue begun = after();
    assertThat(begun.step())
        .isEqualTo(new Inquire(new MailboxQuestion.Open(ALICE, new RecordingId("greeting"))));
    assertThat(begun.hungUp()).isEmpty();

    Dialogue taking = after(opened(false, ROOM));
    assertThat(taking.step())
        .isEqualTo(
            new Record(
                List.of(said(VoicePrompt.VOICEMAIL_GREETING), new Speech.Beep()),
                MESSAGE,
                ROOM,
                DepositDialogue.SILENCE,
                Set.of('#')));
    assertThat(taking.hungUp()).containsExactly(LEFT.question());

    Dialogue leaving = after(opened(false, ROOM), spoke(5, ' '));
    assertThat(leaving.step()).isEqualTo(LEFT);
    // It is on its way already.
    assertThat(leaving.hungUp()).isEmpty();
    assertThat(leaving.on(new Told(new Done(true))).step())
        .isEqualTo(new Leave(List.of(said(VoicePrompt.VOICEMAIL_LEFT)), "a message was left"));
  }

  @Test
  @DisplayName("after the owner's own greeting, if there is one")
  void ownGreeting() {
    assertThat(heard(after(opened(true, ROOM))))
        .containsExactly(new Speech.Recorded(new RecordingId("greeting")), new Speech.Beep());
  }

  @Test
  @DisplayName("and hears it, records it again, or keeps it")
  void reviewed() {
    VoiceInput[] spoken = {opened(false, ROOM), spoke(5, '#')};
    Dialogue reviewing = after(spoken);
    assertThat(reviewing.step()).isInstanceOf(Ask.class);
    assertThat(heard(reviewing)).containsExactly(said(VoicePrompt.VOICEMAIL_REVIEW));
    assertThat(reviewing.hungUp()).containsExactly(LEFT.question());

    assertThat(heard(reviewing.on(key("1"))))
        .containsExactly(new Speech.Recorded(MESSAGE), said(VoicePrompt.VOICEMAIL_REVIEW));
    Dialogue again = reviewing.on(key("2"));
    assertThat(again.step()).isInstanceOf(Record.class);
    assertThat(heard(again)).containsExactly(new Speech.Beep());
    assertThat(reviewing.on(key("#")).step()).isEqualTo(LEFT);
    assertThat(reviewing.on(new NothingPressed()).step()).isEqualTo(LEFT);
    Dialogue wrong = reviewing.on(key("5"));
    assertThat(heard(wrong))
        .containsExactly(said(VoicePrompt.ACCESS_WRONG), said(VoicePrompt.VOICEMAIL_REVIEW));
    assertThat(wrong.on(key("5")).on(key("5")).step()).isEqualTo(LEFT);
  }

  @Test
  @DisplayName("A full mailbox says so instead of taking a message, and takes none")
  void full() {
    Dialogue full = after(opened(true, Duration.ofMillis(999)));
    assertThat(full.step())
        .isEqualTo(
            new Leave(
                List.of(
                    new Speech.Recorded(new RecordingId("greeting")),
                    said(VoicePrompt.VOICEMAIL_FULL)),
                "the mailbox is full"));
    assertThat(full.hungUp()).isEmpty();
  }

  @Test
  @DisplayName("What is too short isn't kept; by # it may be tried three times")
  void tooShort() {
    Dialogue silent = after(opened(false, ROOM), new Recorded(Duration.ofMillis(999), ' '));
    assertThat(silent.step()).isEqualTo(new Leave(List.of(), "no message was left"));
    assertThat(silent.hungUp()).isEmpty();

    Dialogue again = after(opened(false, ROOM), spoke(0, '#'));
    assertThat(heard(again))
        .containsExactly(said(VoicePrompt.VOICEMAIL_TOO_SHORT), new Speech.Beep());
    assertThat(again.on(spoke(0, '#')).on(spoke(0, '#')).step())
        .isEqualTo(new Leave(List.of(), "no message was left"));
  }

  @Test
  @DisplayName("What can't be done is said")
  void unavailable() {
    List<VoiceInput> failures =
        List.of(
            new Told(new Answer.Unavailable()),
            new Told(new NoMailbox()),
            new Told(new Done(false)));
    for (VoiceInput failure : failures) {
      assertThat(heard(after(failure))).containsExactly(said(VoicePrompt.ACCESS_SORRY));
      Dialogue left = after(opened(false, ROOM), spoke(5, ' '), failure);
      assertThat(heard(left)).containsExactly(said(VoicePrompt.ACCESS_SORRY));
      assertThat(left.step()).isInstanceOf(Leave.class);
    }
  }

  @Test
  @DisplayName("10,000 dialogues of any inputs: each has a step, and leaves a message once at most")
  void anything() {
    List<VoiceInput> inputs =
        List.of(
            opened(false, ROOM),
            opened(true, Duration.ZERO),
            new Told(new Done(true)),
            new Told(new Done(false)),
            new Told(new Answer.Unavailable()),
            spoke(5, ' '),
            spoke(5, '#'),
            spoke(0, '#'),
            key("1"),
            key("2"),
            key("#"),
            key(""),
            new NothingPressed(),
            new VoiceInput.Said(),
            new VoiceInput.NobodyAnswered(480));
    for (long seed = 0; seed < 10_000; seed++) {
      Random random = new Random(seed);
      Dialogue now = after();
      int left = 0;
      for (int i = 0; i < 20; i++) {
        VoiceStep before = now.step();
        now = now.on(inputs.get(random.nextInt(inputs.size())));
        left += now.step().equals(LEFT) && !before.equals(LEFT) ? 1 : 0;
        if (now.step() instanceof Leave) {
          assertThat(now.hungUp()).as("seed %d", seed).isEmpty();
        }
      }
      assertThat(left).as("seed %d", seed).isLessThanOrEqualTo(1);
    }
  }
}
