package org.ringspan.mail;

/** What a letter tells of. */
public enum LetterKind {
  /** A message in the mailbox. */
  NEW_MESSAGE,
  /** A call that nobody answered. */
  MISSED_CALL,
  /** Too many wrong PINs. */
  LOCKED_OUT,
  /** Mail itself, because an administrator wants to see one. */
  TEST
}
