package org.ringspan.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;

/** Looking back at calls, a page at a time, the newest first. */
public final class CallHistory {
  private CallHistory() {}

  /**
   * Which calls are wanted. Filters that are absent let every call pass.
   *
   * @param user calls that this user made, that were for this user's lines, or that rang them as a
   *     member of a hunt group
   * @param from calls that came at this moment or later
   * @param until calls that came before this moment
   * @param number calls from or to this number, exactly as recorded, at most 255 characters
   * @param outcome calls that ended so
   * @param below calls that stand behind this position: what {@link Page#next} gave
   * @param most how many at most, 1 to {@value #LARGEST_PAGE}
   */
  public record Question(
      Optional<UserId> user,
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<String> number,
      Optional<CallOutcome> outcome,
      Optional<Position> below,
      int most) {
    /** How many calls a page holds at most. */
    public static final int LARGEST_PAGE = 200;

    private static final int LONGEST_NUMBER = 255;

    /**
     * @throws IllegalArgumentException when a value is outside its range
     */
    public Question {
      if (most < 1 || most > LARGEST_PAGE) {
        throw new IllegalArgumentException("a page holds 1 to " + LARGEST_PAGE + " calls");
      }
      if (number.filter(text -> text.isEmpty() || text.length() > LONGEST_NUMBER).isPresent()) {
        throw new IllegalArgumentException("a number has 1 to 255 characters");
      }
      if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
        throw new IllegalArgumentException("the time range ends before it begins");
      }
    }

    /** The newest calls of everybody. */
    public static Question newest(int most) {
      return new Question(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          most);
    }

    /** The same with a user. */
    public Question of(UserId whose) {
      return new Question(Optional.of(whose), from, until, number, outcome, below, most);
    }

    /** The same for calls that came in a time range. */
    public Question between(Instant first, Instant end) {
      return new Question(user, Optional.of(first), Optional.of(end), number, outcome, below, most);
    }

    /** The same with a number. */
    public Question withNumber(String text) {
      return new Question(user, from, until, Optional.of(text), outcome, below, most);
    }

    /** The same with an outcome. */
    public Question endedAs(CallOutcome wanted) {
      return new Question(user, from, until, number, Optional.of(wanted), below, most);
    }

    /** The same from a position on. */
    public Question below(Position position) {
      return new Question(user, from, until, number, outcome, Optional.of(position), most);
    }
  }

  /**
   * A place in the order of all calls. It stays where it is when calls come or go.
   *
   * @param at when the call came
   * @param row its row: calls that came at the same moment are told apart by it
   */
  public record Position(Instant at, long row) {}

  /**
   * One page.
   *
   * @param calls the newest first
   * @param next where the next page begins; none: this is the last
   */
  public record Page(List<Entry> calls, Optional<Position> next) {
    public Page {
      calls = List.copyOf(calls);
    }
  }

  /** Whether the user of a question made a call or got it. */
  public enum Direction {
    MADE,
    RECEIVED
  }

  /**
   * A call that rang a member of a hunt group.
   *
   * @param group its name
   * @param answeredBy the member who took the call; none: nobody of the group did
   */
  public record GroupPart(String group, Optional<UserId> answeredBy) {}

  /**
   * One call.
   *
   * @param caller the caller's number, as recorded
   * @param callerName empty when there is none
   * @param callerPrivate whether the caller withholds both: they are for the company only
   * @param callingUser whose phone or remote destination called
   * @param called the number as dialled
   * @param calledUser whose line it is
   * @param outcome none while it lives
   * @param talked from the answer to the end; none when nobody answered or it lives
   * @param group how the user of the question had part in it as a member of a hunt group
   */
  public record Entry(
      CallId call,
      Instant at,
      Optional<String> caller,
      String callerName,
      boolean callerPrivate,
      Optional<UserId> callingUser,
      String called,
      Optional<UserId> calledUser,
      Optional<CallOutcome> outcome,
      Optional<String> answeredBy,
      Optional<Duration> talked,
      Optional<GroupPart> group) {
    /** A call of no hunt group. */
    public Entry(
        CallId call,
        Instant at,
        Optional<String> caller,
        String callerName,
        boolean callerPrivate,
        Optional<UserId> callingUser,
        String called,
        Optional<UserId> calledUser,
        Optional<CallOutcome> outcome,
        Optional<String> answeredBy,
        Optional<Duration> talked) {
      this(
          call,
          at,
          caller,
          callerName,
          callerPrivate,
          callingUser,
          called,
          calledUser,
          outcome,
          answeredBy,
          talked,
          Optional.empty());
    }

    /** Which way a call went for this user; a call to oneself was made. */
    public Direction directionOf(UserId user) {
      return callingUser.equals(Optional.of(user)) ? Direction.MADE : Direction.RECEIVED;
    }
  }
}
