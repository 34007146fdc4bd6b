package org.ringspan.e2e.ua;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The messages of every user agent of one test in the order they were seen; printed when the test
 * fails.
 */
public final class Ladder {
  private record Rung(long at, String agent, boolean sent, String text) {}

  private final long start = System.nanoTime();
  private final List<Rung> rungs = new CopyOnWriteArrayList<>();

  void sent(String agent, SipMessage message) {
    rungs.add(new Rung(System.nanoTime(), agent, true, summary(message)));
  }

  void received(String agent, Received received) {
    rungs.add(new Rung(received.at(), agent, false, summary(received.message())));
  }

  /** Adds a line of the test's own, such as a step of a scenario. */
  public void note(String text) {
    rungs.add(new Rung(System.nanoTime(), "", false, text));
  }

  /**
   * One line a message: milliseconds since the start, who, direction, start line, CSeq, Call-ID,
   * Reason, SDP or not.
   */
  public String print() {
    var text = new StringBuilder("time ms   agent            message\n");
    rungs.stream()
        .sorted(java.util.Comparator.comparingLong(Rung::at))
        .forEach(
            rung ->
                text.append(
                    "%9.3f %-16s %s %s%n"
                        .formatted(
                            (rung.at() - start) / 1e6,
                            rung.agent(),
                            rung.agent().isEmpty() ? "--" : rung.sent() ? "->" : "<-",
                            rung.text())));
    return text.toString();
  }

  private static String summary(SipMessage message) {
    var text = new StringBuilder(message.startLine());
    message
        .header("CSeq")
        .filter(cseq -> !message.isRequest())
        .ifPresent(cseq -> text.append(" (").append(cseq).append(')'));
    message.header("Reason").ifPresent(reason -> text.append(" Reason: ").append(reason));
    text.append(message.hasSdp() ? " +SDP" : "");
    message.header("Call-ID").ifPresent(id -> text.append("  ").append(id));
    return text.toString();
  }
}
