package org.ringspan.directory;

import java.util.List;

/**
 * What a run does to one user, or why it leaves a person out. Who is as the directory says, without
 * a remark, has no line.
 *
 * @param number from 1, in the order of the run
 * @param login the user's, or what the directory has for it
 * @param entry distinguished name; empty when the directory has the person no more
 * @param remarks names of {@link PlannedUser.Remark} or {@link LeftOut.Why}
 * @param detail why the telephone system refuses it; empty when it doesn't
 */
public record RunLine(
    int number, Action action, String login, String entry, List<String> remarks, String detail) {
  public RunLine {
    remarks = List.copyOf(remarks);
  }

  /** What is done. */
  public enum Action {
    CREATE,
    UPDATE,
    DEACTIVATE,
    REACTIVATE,
    NOTHING,
    /** Nothing is done here, and the directory gets numbers. */
    WRITE_BACK,
    LEAVE_OUT,
    REFUSE
  }
}
