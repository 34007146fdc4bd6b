package org.ringspan.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.address.UserId;

/**
 * What is to become of one user.
 *
 * @param entry where the directory has the person; empty when it has it no more
 * @param values what is to be set here
 * @param writes what the directory is to have
 * @param enabled whether the user may log in from now on; empty: as it is
 * @param remarks what the directory says and isn't followed
 */
public record PlannedUser(
    UserId user,
    Kind kind,
    Optional<String> entry,
    Map<Field, String> values,
    Map<Field, String> writes,
    Optional<Boolean> enabled,
    List<Remark> remarks) {
  public PlannedUser {
    values = Map.copyOf(values);
    writes = Map.copyOf(writes);
    remarks = List.copyOf(remarks);
  }

  /** What it is about. */
  public enum Kind {
    CREATE,
    UPDATE,
    /** The directory says what is there already. */
    NOTHING,
    /** The person is gone from the directory, or disabled there. */
    DEACTIVATE,
    /** The person is back, and nobody but the connector had taken the login away. */
    REACTIVATE
  }

  /** What the directory says and isn't followed. */
  public enum Remark {
    /** The person has another login now; a user keeps the one it began with. */
    LOGIN_CHANGED,
    /** The directory has another number: numbers are changed here. */
    OTHER_NUMBER,
    /** The directory had another number, and gets the one that is here. */
    NUMBER_WRITTEN,
    /** The mail address is gone; the user stays. */
    MAIL_GONE,
    /** The number for inside isn't one. */
    NUMBER_UNUSABLE,
    /** The number for outside isn't one. */
    DID_UNUSABLE,
    /** There is no number inside that the number for outside could belong to. */
    DID_WITHOUT_NUMBER,
    /** The number of the mobile isn't one. */
    MOBILE_UNUSABLE
  }
}
