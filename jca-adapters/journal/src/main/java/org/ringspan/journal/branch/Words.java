package org.ringspan.journal.branch;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Words from outside, made fit for a record and a log. */
public final class Words {

  private Words() {}

  /** The same on one line, cut after so many bytes of UTF-8. */
  public static String bounded(String words, int bytes) {
    var line = new StringBuilder(Math.min(words.length(), bytes));
    words
        .codePoints()
        .limit(bytes)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(line::appendCodePoint);
    var room = ByteBuffer.allocate(bytes);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .onUnmappableCharacter(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(line), room, true);
    return StandardCharsets.UTF_8.decode(room.flip()).toString();
  }
}
