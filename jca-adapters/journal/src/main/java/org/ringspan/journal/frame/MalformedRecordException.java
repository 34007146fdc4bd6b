package org.ringspan.journal.frame;

/** Bytes that passed their checksum aren't a record. */
public final class MalformedRecordException extends Exception {

  private static final long serialVersionUID = 1;

  MalformedRecordException(String why) {
    super(why);
  }
}
