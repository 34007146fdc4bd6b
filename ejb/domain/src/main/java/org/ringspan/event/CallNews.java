package org.ringspan.event;

import java.time.Instant;
import java.util.List;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallId;
import org.ringspan.record.CallStarted;
import org.ringspan.record.LegCourse;

/**
 * Something that happened to a call and that programs beside us want to hear of. News of one call
 * come in this order, each at most once: started, ringing, answered, ended, explained.
 */
public sealed interface CallNews {
  /** Whose news it is. */
  CallId call();

  /** When it happened. */
  Instant at();

  /** It was taken in. */
  record Started(CallStarted started) implements CallNews {
    @Override
    public CallId call() {
      return started.call();
    }

    @Override
    public Instant at() {
      return started.at();
    }
  }

  /** Its caller hears that it rings; with the plan by which it does. */
  record Ringing(CallId call, Instant at, List<LegCourse> plan) implements CallNews {
    public Ringing {
      plan = List.copyOf(plan);
    }
  }

  /**
   * Its caller got an answer.
   *
   * @param by the device name or number that answered
   */
  record Answered(CallId call, Instant at, String by) implements CallNews {}

  /** It is over for its caller. */
  record Ended(CallEnded ended) implements CallNews {
    @Override
    public CallId call() {
      return ended.call();
    }

    @Override
    public Instant at() {
      return ended.at();
    }
  }

  /**
   * Why it went as it did: the log of its decisions.
   *
   * @param legs what became of each leg
   * @param sentences the same in words
   */
  record Explained(CallId call, Instant at, List<LegCourse> legs, List<String> sentences)
      implements CallNews {
    public Explained {
      legs = List.copyOf(legs);
      sentences = List.copyOf(sentences);
    }
  }
}
