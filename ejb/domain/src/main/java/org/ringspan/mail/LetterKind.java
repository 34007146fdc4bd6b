package org.ringspan.mail;

/** What a letter tells of. */
public enum LetterKind {
  /** A message in the mailbox. */
  NEW_MESSAGE,
  /** A call that nobody answered. */
  MISSED_CALL,
  /** How many more were missed in an hour, when they were too many to be told one by one. */
  MISSED_CALLS,
  /** Too many wrong PINs. */
  LOCKED_OUT,
  /** Mail itself, because an administrator wants to see one. */
  TEST
}
