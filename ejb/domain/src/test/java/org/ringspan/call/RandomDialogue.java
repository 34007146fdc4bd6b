package org.ringspan.call;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ringspan.address.DestinationNumber;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;
import org.ringspan.reach.AccessPerson;
import org.ringspan.reach.ReachPlan;
import org.ringspan.voice.Answer;
import org.ringspan.voice.Dialogue;
import org.ringspan.voice.DigitsWanted;
import org.ringspan.voice.Question;
import org.ringspan.voice.RecordingId;
import org.ringspan.voice.Speech;
import org.ringspan.voice.VoiceInput;
import org.ringspan.voice.VoicePrompt;
import org.ringspan.voice.VoiceStep;

/**
 * A dialogue without sense: each step is drawn from the seed, and after some it leaves.
 *
 * @param left how many steps are to come
 * @param plan who rings when it connects
 */
record RandomDialogue(long seed, int left, ReachPlan plan) implements Dialogue {
  /** What it asks, and what it is told. */
  record Anything() implements Question, Answer {
    @Override
    public String words() {
      return "anything";
    }
  }

  private static final List<Speech> SOMETHING =
      List.of(
          new Speech.Spoken(VoicePrompt.ACCESS_PIN), new Speech.Digits("12#"), new Speech.Beep());

  @Override
  public VoiceStep step() {
    Random random = new Random(seed * 1000 + left);
    random.nextInt();
    List<Speech> prompts = random.nextBoolean() ? SOMETHING : List.of();
    if (left == 0) {
      return new VoiceStep.Leave(prompts, "all was said");
    }
    return switch (random.nextInt(8)) {
      case 0 -> new VoiceStep.Say(SOMETHING);
      case 1 ->
          new VoiceStep.Record(
              prompts,
              new RecordingId("one"),
              Duration.ofSeconds(60),
              Duration.ofSeconds(5),
              Set.of('#', '1'));
      case 2 -> new VoiceStep.Inquire(new Anything());
      case 3 -> new VoiceStep.Connect(plan, seed % 2 == 0);
      case 4 ->
          new VoiceStep.Park(
              new DirectoryNumber("53000"),
              new AccessPerson(new UserId("alice"), new DestinationNumber("+14085557890"), 1));
      case 5 -> new VoiceStep.Retrieve(new DirectoryNumber("53000"), plan);
      default ->
          new VoiceStep.Ask(
              prompts,
              random.nextBoolean()
                  ? DigitsWanted.key(Duration.ofSeconds(5))
                  : DigitsWanted.upTo(3, Duration.ofSeconds(5), Duration.ofSeconds(2)),
              random.nextInt(4) > 0);
    };
  }

  @Override
  public Dialogue on(VoiceInput input) {
    return new RandomDialogue(seed, left - 1, plan);
  }

  @Override
  public List<Question> hungUp() {
    return seed % 2 == 0 ? List.of(new Anything()) : List.of();
  }
}
