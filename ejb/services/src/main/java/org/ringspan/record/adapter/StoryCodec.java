package org.ringspan.record.adapter;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ringspan.record.Ladder;
import org.ringspan.record.LadderLine;
import org.ringspan.record.SipMethod;

/**
 * The form of a ladder in its column: a version, the number of lines and of those left out, then 14
 * octets a line, and words once each at the end. A ladder of 40 messages has 600 octets.
 */
final class StoryCodec {
  private static final byte VERSION = 1;
  private static final byte RECEIVED = 0;
  private static final byte SENT = 1;
  private static final byte TIMER = 2;
  private static final byte DECISION = 3;
  private static final int LINE = 14;

  private StoryCodec() {}

  /** What a story holds. */
  record Story(List<LadderLine> lines, int left) {}

  static byte[] encoded(Ladder ladder) {
    List<LadderLine> lines = ladder.lines();
    List<String> words = new ArrayList<>();
    ByteBuffer head = ByteBuffer.allocate(7 + LINE * lines.size());
    head.put(VERSION).putShort((short) lines.size()).putInt(ladder.left());
    for (LadderLine line : lines) {
      head.putInt((int) Math.min(line.atMillis(), Integer.MAX_VALUE));
      head.put((byte) line.party()).put((byte) line.attempt());
      switch (line) {
        case LadderLine.Message message ->
            head.put(message.sent() ? SENT : RECEIVED)
                .put((byte) message.method().ordinal())
                .putShort((short) message.status())
                .putInt((int) message.sequence());
        case LadderLine.TimerRanOut timer ->
            head.put(TIMER).put(index(timer.timer(), words)).put(new byte[6]);
        case LadderLine.Decided decided ->
            head.put(DECISION).put(index(decided.what(), words)).put(new byte[6]);
      }
    }
    byte[] text = String.join("\n", words).getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.position() + text.length];
    System.arraycopy(head.array(), 0, all, 0, head.position());
    System.arraycopy(text, 0, all, head.position(), text.length);
    return all;
  }

  private static byte index(String word, List<String> words) {
    int known = words.indexOf(word);
    if (known < 0) {
      words.add(word.replace('\n', ' '));
      known = words.size() - 1;
    }
    return (byte) Math.min(known, Byte.MAX_VALUE);
  }

  /**
   * @throws Unreadable when the octets aren't a story of this version
   */
  static Story decoded(byte[] octets) throws Unreadable {
    ByteBuffer in = ByteBuffer.wrap(octets);
    try {
      if (in.get() != VERSION) {
        throw new Unreadable("a story of another version");
      }
      int count = in.getShort();
      int left = in.getInt();
      if (count < 0 || count > Ladder.MOST_LINES || in.remaining() < LINE * count) {
        throw new Unreadable("a story of an impossible length");
      }
      int end = in.position() + LINE * count;
      String[] words =
          new String(octets, end, octets.length - end, StandardCharsets.UTF_8).split("\n", -1);
      List<LadderLine> lines = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        lines.add(line(in, words));
      }
      return new Story(lines, left);
    } catch (BufferUnderflowException e) {
      throw new Unreadable("a story that ends too soon", e);
    }
  }

  private static LadderLine line(ByteBuffer in, String[] words) throws Unreadable {
    long at = in.getInt();
    int party = in.get() & 0xFF;
    int attempt = in.get() & 0xFF;
    byte kind = in.get();
    int what = in.get() & 0xFF;
    int status = in.getShort();
    long sequence = in.getInt() & 0xFFFFFFFFL;
    return switch (kind) {
      case RECEIVED, SENT ->
          new LadderLine.Message(at, party, attempt, kind == SENT, method(what), status, sequence);
      case TIMER -> new LadderLine.TimerRanOut(at, party, attempt, word(words, what));
      case DECISION -> new LadderLine.Decided(at, party, attempt, word(words, what));
      default -> throw new Unreadable("a line of kind " + kind);
    };
  }

  private static SipMethod method(int ordinal) {
    SipMethod[] methods = SipMethod.values();
    return ordinal < methods.length ? methods[ordinal] : SipMethod.OTHER;
  }

  private static String word(String[] words, int index) throws Unreadable {
    if (index >= words.length) {
      throw new Unreadable("a story without its words");
    }
    return words[index];
  }
}
