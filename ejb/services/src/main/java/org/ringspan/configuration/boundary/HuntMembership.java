package org.ringspan.configuration.boundary;

/**
 * One of a user's lines in a hunt group.
 *
 * @param group the name of the group
 * @param number what is dialled to reach it
 * @param line by which the user takes its calls
 * @param loggedIn whether they ring there now
 */
public record HuntMembership(String group, String number, String line, boolean loggedIn) {
  // Pages read properties, and records have none.
  public String getGroup() {
    return group;
  }

  public String getNumber() {
    return number;
  }

  public String getLine() {
    return line;
  }

  public boolean isLoggedIn() {
    return loggedIn;
  }
}
