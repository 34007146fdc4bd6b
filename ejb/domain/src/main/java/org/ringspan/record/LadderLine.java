package org.ringspan.record;

/**
 * One line of what happened in a call, in the order it happened.
 *
 * <p>Nothing of it is text from the wire: a method is one of a table, a status is a number, and
 * words are ours.
 */
public sealed interface LadderLine {
  /** Milliseconds after the call's INVITE arrived. */
  long atMillis();

  /** Whose line it is: 0 is the caller, 1 and up are the legs; for the whole call it is 0. */
  int party();

  /** Which of the routes to the party, from 0. */
  int attempt();

  /**
   * A SIP message.
   *
   * @param sent whether we sent it, rather than received it
   * @param status 100 to 699 of a response; 0: it is a request
   * @param sequence the number in CSeq, 0 to 2^31-1
   */
  record Message(
      long atMillis,
      int party,
      int attempt,
      boolean sent,
      SipMethod method,
      int status,
      long sequence)
      implements LadderLine {
    /** Whether it is a request. */
    public boolean isRequest() {
      return status == 0;
    }
  }

  /**
   * A timer of the call has run out.
   *
   * @param timer what it measures, a name of ours
   */
  record TimerRanOut(long atMillis, int party, int attempt, String timer) implements LadderLine {}

  /**
   * Something was decided.
   *
   * @param what in words of ours
   */
  record Decided(long atMillis, int party, int attempt, String what) implements LadderLine {}
}
