package org.ringspan.voice;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.reach.AccessPerson;
import org.ringspan.reach.ReachPlan;

/** One step of a dialogue. */
public sealed interface VoiceStep {
  /** Steps that begin by telling something. */
  sealed interface Speaking extends VoiceStep {
    /** What is told, in this order; may be empty. */
    List<Speech> prompts();
  }

  /**
   * Asks for digits. Comes back with {@link VoiceInput.Digits} or {@link
   * VoiceInput.NothingPressed}.
   *
   * @param prompts what is told first, or nothing
   * @param wanted which digits
   * @param bargeIn whether a key stops the prompts; otherwise keys pressed meanwhile are lost
   */
  record Ask(List<Speech> prompts, DigitsWanted wanted, boolean bargeIn) implements Speaking {
    public Ask {
      prompts = List.copyOf(prompts);
    }

    /** One that lets a key stop its prompts. */
    public Ask(List<Speech> prompts, DigitsWanted wanted) {
      this(prompts, wanted, true);
    }
  }

  /** Tells something. Comes back with {@link VoiceInput.Said}. */
  record Say(List<Speech> prompts) implements Speaking {
    /**
     * @throws IllegalArgumentException when there is nothing to say
     */
    public Say {
      prompts = List.copyOf(prompts);
      if (prompts.isEmpty()) {
        throw new IllegalArgumentException("nothing to say");
      }
    }
  }

  /**
   * Records what is said. Comes back with {@link VoiceInput.Recorded}.
   *
   * @param prompts what is told first; mostly with a {@link Speech.Beep} at its end. A key stops
   *     them, and the recording begins
   * @param recording the name of the recording; it takes the place of an earlier one of this name
   * @param longest 1 s to 24 h
   * @param silence how long nothing may be said before it ends; zero: for ever
   * @param endedBy the keys that end it
   */
  record Record(
      List<Speech> prompts,
      RecordingId recording,
      Duration longest,
      Duration silence,
      Set<Character> endedBy)
      implements Speaking {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(24);

    /**
     * @throws IllegalArgumentException for a time out of its range or what is no key
     */
    public Record {
      prompts = List.copyOf(prompts);
      endedBy = Set.copyOf(endedBy);
      if (longest.compareTo(LEAST) < 0 || longest.compareTo(MOST) > 0 || silence.isNegative()) {
        throw new IllegalArgumentException("a recording lasts 1 s to 24 h");
      }
      if (!endedBy.stream().allMatch(DigitsWanted::isKey)) {
        throw new IllegalArgumentException("not a key");
      }
    }
  }

  /**
   * Asks the rules, which may take their time: a slow hash, the configuration, a file. Comes back
   * with {@link VoiceInput.Told}. The telephone hears nothing meanwhile.
   */
  record Inquire(Question question) implements VoiceStep {}

  /**
   * Rings others, while the telephone hears ringing. When one answers the two are connected, and
   * the dialogue is over; otherwise it comes back with {@link VoiceInput.NobodyAnswered}.
   *
   * @param consults whether who is at the telephone has another call on hold, and calls to join the
   *     two by keys
   */
  record Connect(ReachPlan plan, boolean consults) implements VoiceStep {
    /** Without another call. */
    public Connect(ReachPlan plan) {
      this(plan, false);
    }
  }

  /**
   * Parks the call that who is at the telephone has on hold. Comes back with {@link
   * VoiceInput.Parked}.
   *
   * @param number at which park number
   * @param person who that is
   */
  record Park(DirectoryNumber number, AccessPerson person) implements VoiceStep {}

  /**
   * Connects the telephone with the call that is parked at a number, and the dialogue is over. When
   * there is none it comes back with {@link VoiceInput.NobodyAnswered}.
   *
   * @param plan rings nobody; what the telephone may do in the call then, and what it claims
   */
  record Retrieve(DirectoryNumber number, ReachPlan plan) implements VoiceStep {}

  /**
   * Ends the call.
   *
   * @param prompts what is told before
   * @param detail why, in plain English, for the call's record; without secrets
   */
  record Leave(List<Speech> prompts, String detail) implements Speaking {
    public Leave {
      prompts = List.copyOf(prompts);
    }
  }
}
