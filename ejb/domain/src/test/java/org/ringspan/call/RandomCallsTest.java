package org.ringspan.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds for every call, tried on calls that nobody thought of. */
class RandomCallsTest {
  private static final int CALLS = 100_000;
  private static final int LONGEST = 30;

  @Test
  @DisplayName("100,000 random calls: every promise to every party is kept, and every call ends")
  void everyCallEndsWell() {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < CALLS; seed++) {
      int steps = (int) (seed % LONGEST);
      try {
        CallWorld world = new CallWorld(seed, false);
        world.live(steps);
        seen.addAll(world.seen());
      } catch (RuntimeException | AssertionError e) {
        fail(shortest(seed, steps), e);
      }
    }
    assertThat(seen)
        .as("nothing was left untried")
        .containsAll(kinds(CallEffect.class))
        .containsAll(kinds(Exchange.class))
        .contains(
            "TransferorLeft",
            "TransferorOfOtherLeft",
            "TransferorOfOtherThere",
            "Asking",
            "AskingInVain",
            "Offered",
            "Returning",
            "TransferorThere",
            "asked when the time is over",
            "Ringing",
            "Answered",
            "Talking",
            "Moving",
            "Offering",
            "Anchored",
            "Held",
            "AwaitingPickup",
            "Answering",
            "Speaking",
            "Collecting",
            "Recording",
            "Inquiring",
            "Joining",
            "Connecting",
            "Conference",
            "OnBehalf",
            "Clearing",
            "Ended");
  }

  private static List<String> kinds(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses())
        .flatMap(kind -> kind.isSealed() ? kinds(kind).stream() : Stream.of(kind.getSimpleName()))
        .toList();
  }

  /** The same seed with fewer steps is the beginning of the same call. */
  private static String shortest(long seed, int steps) {
    for (int fewer = 0; fewer <= steps; fewer++) {
      CallWorld world = new CallWorld(seed, true);
      try {
        world.live(fewer);
      } catch (RuntimeException | AssertionError e) {
        return "seed %d, %d steps: %s%n%s"
            .formatted(seed, fewer, e.getMessage(), String.join("\n", world.story()));
      }
    }
    return "seed %d fails by chance of the test itself".formatted(seed);
  }

  @Test
  @DisplayName(
      "100,000 random event sequences, however implausible: nothing breaks, nothing comes after the"
          + " end")
  void implausibleEvents() {
    List<CallEvent> events = CallMatrixTest.events();
    for (long seed = 0; seed < CALLS; seed++) {
      Random random = new Random(seed);
      CallState state = CallTransitions.on(new CallState.Idle(), events.getFirst()).state();
      List<CallEvent> story = new ArrayList<>();
      int releases = 0;
      int ends = 0;
      int answers = 0;
      for (int i = 0; i < 15; i++) {
        CallEvent event = events.get(random.nextInt(events.size()));
        story.add(event);
        boolean over = state instanceof CallState.Ended;
        Transition transition = CallTransitions.on(state, event);
        state = transition.state();
        for (CallEffect effect : transition.effects()) {
          assertThat(over).as("after the end: %s by seed %d, %s", effect, seed, story).isFalse();
          releases += effect instanceof CallEffect.ReleaseCall ? 1 : 0;
          ends += effect instanceof CallEffect.RecordEnd ? 1 : 0;
          answers +=
              effect instanceof CallEffect.AnswerCaller
                      || effect instanceof CallEffect.AnswerCallerFromEngine
                  ? 1
                  : 0;
        }
      }
      assertThat(releases).as("releases, seed %d, %s", seed, story).isLessThanOrEqualTo(1);
      assertThat(ends).as("ends of the record, seed %d, %s", seed, story).isLessThanOrEqualTo(1);
      assertThat(answers).as("answers, seed %d, %s", seed, story).isLessThanOrEqualTo(1);
    }
  }
}
