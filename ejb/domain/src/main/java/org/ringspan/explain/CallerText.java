package org.ringspan.explain;

import org.ringspan.configuration.AccessList;
import org.ringspan.reach.CallerIdentity;

/** Callers in words. */
final class CallerText {
  private static final int LONGEST = 64;

  private CallerText() {}

  /** Why an access list keeps this caller away. */
  static String onList(AccessList list, CallerIdentity caller) {
    String who =
        caller.isPrivate()
            ? "a caller who withholds the number"
            : caller
                .number()
                .map(number -> "the caller " + plain(number))
                .orElse("a caller without a number");
    return switch (list.kind()) {
      case ALLOWED -> who + " is not on its list of allowed callers";
      case BLOCKED -> who + " is on its list of blocked callers";
    };
  }

  /** Who calls. */
  static String of(CallerIdentity caller) {
    String number = caller.number().map(CallerText::plain).orElse("a caller without a number");
    String name = plain(caller.displayName());
    String shown = name.isBlank() ? number : name + " (" + number + ")";
    return caller.isPrivate() ? shown + ", who withholds the number" : shown;
  }

  /**
   * Text that came over the wire, harmless: control characters, quotes and angle brackets are
   * replaced by question marks, what is longer than 64 characters is cut.
   */
  static String plain(String wire) {
    StringBuilder plain = new StringBuilder(Math.min(wire.length(), LONGEST));
    for (int i = 0; i < wire.length() && i < LONGEST; i++) {
      char c = wire.charAt(i);
      boolean harmful =
          Character.isISOControl(c)
              || Character.isSurrogate(c)
              || Character.getType(c) == Character.FORMAT
              || "<>\"&\\\u2028\u2029".indexOf(c) >= 0;
      plain.append(harmful ? '?' : c);
    }
    return plain.toString();
  }
}
