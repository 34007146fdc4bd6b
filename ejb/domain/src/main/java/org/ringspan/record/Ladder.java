package org.ringspan.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects what happens in a call, one line each, in as little memory as it can: sixteen octets a
 * line in an array that grows with the call, and words of ours once each. It holds {@value
 * #MOST_LINES} lines; what comes later is counted only, so that nobody fills the memory or the
 * database with re-INVITEs.
 *
 * <p>Safe for several threads; lines stand in the order they were added.
 */
public final class Ladder {
  /** How many lines are kept. */
  public static final int MOST_LINES = 250;

  private static final int MOST_TEXTS = 60;
  private static final int LONGEST_TEXT = 120;
  private static final int FIRST_LINES = 32;

  private static final int MESSAGE = 0;
  private static final int TIMER = 1;
  private static final int DECISION = 2;
  private static final SipMethod[] METHODS = SipMethod.values();

  private long[] words = new long[2 * FIRST_LINES];
  private int lines;
  private int left;
  private final List<String> texts = new ArrayList<>(8);

  /** A SIP message; see {@link LadderLine.Message}. */
  public void message(
      long atMillis,
      int party,
      int attempt,
      boolean sent,
      SipMethod method,
      int status,
      long sequence) {
    add(
        head(atMillis, MESSAGE, party, attempt)
            | (sent ? 1L << 2 : 0)
            | (long) method.ordinal() << 3,
        (long) (status & 0x3FF) << 32 | (sequence & 0xFFFFFFFFL));
  }

  /** A timer has run out; see {@link LadderLine.TimerRanOut}. */
  public synchronized void timer(long atMillis, int party, int attempt, String timer) {
    add(head(atMillis, TIMER, party, attempt), text(timer));
  }

  /** A decision; see {@link LadderLine.Decided}. */
  public synchronized void decided(long atMillis, int party, int attempt, String what) {
    add(head(atMillis, DECISION, party, attempt), text(what));
  }

  // 40 bits of milliseconds, 8 of the party, 6 of the attempt, 7 of the message, 2 of the kind.
  private static long head(long atMillis, int kind, int party, int attempt) {
    return Math.max(0, atMillis) << 24
        | (long) Math.min(party, 0xFF) << 16
        | (long) Math.min(attempt, 0x3F) << 10
        | kind;
  }

  private synchronized void add(long first, long second) {
    if (lines == MOST_LINES) {
      left++;
      return;
    }
    if (2 * lines == words.length) {
      words = Arrays.copyOf(words, Math.min(2 * words.length, 2 * MOST_LINES));
    }
    words[2 * lines] = first;
    words[2 * lines + 1] = second;
    lines++;
  }

  private int text(String text) {
    String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    int known = texts.indexOf(cut);
    if (known >= 0) {
      return known;
    }
    if (texts.size() == MOST_TEXTS) {
      return MOST_TEXTS;
    }
    texts.add(cut);
    return texts.size() - 1;
  }

  /** How many lines came after the last that is kept. */
  public synchronized int left() {
    return left;
  }

  /** The lines so far, the oldest first. */
  public synchronized List<LadderLine> lines() {
    List<LadderLine> all = new ArrayList<>(lines);
    for (int i = 0; i < lines; i++) {
      all.add(line(words[2 * i], words[2 * i + 1]));
    }
    return List.copyOf(all);
  }

  private LadderLine line(long first, long second) {
    long at = first >>> 24;
    int party = (int) (first >>> 16 & 0xFF);
    int attempt = (int) (first >>> 10 & 0x3F);
    return switch ((int) (first & 3)) {
      case MESSAGE ->
          new LadderLine.Message(
              at,
              party,
              attempt,
              (first & 4) != 0,
              METHODS[(int) (first >>> 3 & 0x1F) % METHODS.length],
              (int) (second >>> 32 & 0x3FF),
              second & 0xFFFFFFFFL);
      case TIMER -> new LadderLine.TimerRanOut(at, party, attempt, word(second));
      default -> new LadderLine.Decided(at, party, attempt, word(second));
    };
  }

  private String word(long index) {
    return index >= 0 && index < texts.size() ? texts.get((int) index) : "(more)";
  }
}
