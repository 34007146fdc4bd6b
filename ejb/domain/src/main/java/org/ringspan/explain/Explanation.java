package org.ringspan.explain;

import java.util.List;
import java.util.Optional;
import org.ringspan.record.CallEnded;
import org.ringspan.record.CallId;
import org.ringspan.record.StoredCall;

/**
 * Why a call went as it did, for a page or a program.
 *
 * @param call the facts
 * @param live whether they come from a call that still goes on
 * @param sentences the same in words, for people who help others, one sentence a line
 * @param ladder what happened, one line a SIP message, timer or decision
 */
public record Explanation(
    StoredCall call, boolean live, List<String> sentences, List<String> ladder) {
  public Explanation {
    sentences = List.copyOf(sentences);
    ladder = List.copyOf(ladder);
  }

  /** Explains a call from its record. */
  public static Explanation of(StoredCall call) {
    return new Explanation(
        call, false, ExplanationText.sentences(call), ExplanationText.ladder(call));
  }

  /** Explains a call that still goes on, as far as it has come. */
  public static Explanation of(CallChronicle chronicle) {
    StoredCall call = facts(chronicle);
    return new Explanation(
        call, true, ExplanationText.sentences(call), ExplanationText.ladder(call));
  }

  /** What is known so far of a call that still goes on. */
  public static StoredCall facts(CallChronicle chronicle) {
    Optional<CallEnded> ended = chronicle.ended();
    return new StoredCall(
        chronicle.started(),
        chronicle.legs(),
        ended.map(
            end ->
                new StoredCall.Ending(
                    end.at(),
                    end.outcome(),
                    end.answeredAt(),
                    end.answeredBy(),
                    end.status(),
                    end.detail())),
        chronicle.ladder().lines(),
        chronicle.ladder().left());
  }

  /** The calls that it was joined with, by transfer, conference or a park number. */
  public List<CallId> joinedWith() {
    return JoinedCalls.in(call.lines());
  }

  /** Everything as plain text: the sentences, an empty line, the ladder. */
  public String text() {
    return String.join("\n", sentences) + "\n\n" + String.join("\n", ladder) + "\n";
  }
}
