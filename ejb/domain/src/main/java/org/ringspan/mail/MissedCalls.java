package org.ringspan.mail;

import java.util.List;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.record.CallOutcome;
import org.ringspan.record.LegCourse;

/**
 * Which calls a user has missed: those to a line of theirs that nobody has answered for them.
 *
 * <ol>
 *   <li>A call that was answered isn't, by whichever telephone.
 *   <li>One that was forwarded isn't when somebody answered there: the user wanted it so. One that
 *       the mailbox answered is.
 *   <li>One that the user has declined by 603 isn't: they know of it. Telephones that say busy
 *       (486) when a call is declined can't be told from busy ones.
 *   <li>One that the server itself broke off or that could not be placed isn't: nobody was called.
 *   <li>One from the user's own telephones isn't.
 *   <li>One that rang nowhere at all isn't, unless it was for the mailbox.
 * </ol>
 */
public final class MissedCalls {
  private static final int DECLINED = 603;

  private MissedCalls() {}

  /**
   * Whether it is missed.
   *
   * @param calling whose telephone calls; empty for others
   * @param called whose line it is
   * @param legs what became of each
   */
  public static boolean isMissed(
      Optional<UserId> calling, UserId called, CallOutcome outcome, List<LegCourse> legs) {
    if (calling.equals(Optional.of(called))) {
      return false;
    }
    return switch (outcome) {
      case ANSWERED, FAILED, INTERRUPTED -> false;
      case FORWARDED -> legs.stream().anyMatch(MissedCalls::isAnsweringMailbox);
      case CANCELLED, NOT_ANSWERED -> legs.stream().anyMatch(leg -> leg.invited().isPresent());
      case DECLINED -> legs.stream().noneMatch(MissedCalls::isDeclined);
    };
  }

  /** Whether an outcome can be that of a missed call, before anything is read. */
  public static boolean mayBeMissed(CallOutcome outcome) {
    return switch (outcome) {
      case ANSWERED, FAILED, INTERRUPTED -> false;
      case FORWARDED, CANCELLED, NOT_ANSWERED, DECLINED -> true;
    };
  }

  private static boolean isAnsweringMailbox(LegCourse leg) {
    return leg.kind() == LegCourse.Kind.MAILBOX && leg.answered().isPresent();
  }

  private static boolean isDeclined(LegCourse leg) {
    return leg.status().isPresent() && leg.status().getAsInt() == DECLINED;
  }
}
