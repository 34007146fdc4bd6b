package org.ringspan.directory;

import java.util.List;

/**
 * What a run does.
 *
 * @param users in the order of the directory, then those who are gone from it
 * @param links who comes from the directory when the plan was carried out
 * @param activeBefore how many users of the directory could log in before
 */
public record DirectoryPlan(
    List<PlannedUser> users, List<LeftOut> leftOut, List<DirectoryLink> links, int activeBefore) {
  public DirectoryPlan {
    users = List.copyOf(users);
    leftOut = List.copyOf(leftOut);
    links = List.copyOf(links);
  }

  /** How many people of the directory get numbers from here. */
  public int writes() {
    return (int) users.stream().filter(user -> !user.writes().isEmpty()).count();
  }

  /** How many are to be deactivated. */
  public int deactivations() {
    return (int) users.stream().filter(user -> user.kind() == PlannedUser.Kind.DEACTIVATE).count();
  }

  /**
   * Whether so many would be deactivated that an administrator is asked first.
   *
   * @param percent of the users of the directory who can log in, 0 to 100; one user is always
   *     allowed unless it is 0, and at 100 nobody is ever asked
   */
  public boolean needsConsent(int percent) {
    return needsConsent(percent, 0);
  }

  /**
   * The same for changes that come a few at a time: it is all of them that count.
   *
   * @param before how many were deactivated lately
   */
  public boolean needsConsent(int percent, int before) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("0-100 percent, not " + percent);
    }
    long allowed = Math.ceilDiv((long) (activeBefore + before) * percent, 100);
    return deactivations() > 0 && deactivations() + before > allowed;
  }
}
