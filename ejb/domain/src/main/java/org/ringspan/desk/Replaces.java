package org.ringspan.desk;

import java.util.List;

/** What an INVITE says that it replaces (RFC 3891 section 6.1). */
public sealed interface Replaces {
  /** What is longer names no dialog of ours, and is nothing to look at for long. */
  int LONGEST = 1024;

  /**
   * A dialog.
   *
   * @param callId its Call-ID
   * @param toTag the tag of who gets the INVITE
   * @param fromTag the tag of the other
   * @param earlyOnly whether it is to be replaced only while it rings
   */
  record Dialog(String callId, String toTag, String fromTag, boolean earlyOnly)
      implements Replaces {}

  /** It can't be read, or contradicts itself: 400. */
  record Malformed() implements Replaces {}

  /**
   * Reads it.
   *
   * @param fields the fields {@code Replaces}, at least one
   * @param joins whether there is a field {@code Join} (RFC 3911), which means the contrary
   */
  static Replaces of(List<String> fields, boolean joins) {
    // rfc3891#section-3: more than one Replaces, or one together with another field of
    // contradictory semantics, is rejected by 400.
    if (fields.size() != 1 || joins || fields.getFirst().length() > LONGEST) {
      return new Malformed();
    }
    return new ReplacesReader(fields.getFirst().strip())
        .dialog()
        .<Replaces>map(dialog -> dialog)
        .orElseGet(Malformed::new);
  }
}
