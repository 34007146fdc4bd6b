package org.ringspan.configuration.boundary;

import java.util.List;

/**
 * What an import makes of one line of a table.
 *
 * @param line its number among the records of the file, the header being 1
 * @param login as it stands there; empty when there is none
 * @param faults why it is left out; none when it isn't
 */
public record ImportLine(long line, String login, Action action, List<Fault> faults) {
  public ImportLine {
    faults = List.copyOf(faults);
  }

  /** What is done. */
  public enum Action {
    /** The user is new. */
    CREATE,
    /** The user is there and changes. */
    UPDATE,
    /** Everything is as the line says already. */
    NOTHING,
    /** The line has a fault and is left out; the others aren't. */
    REFUSE
  }

  /**
   * One fault.
   *
   * @param column where it is; empty: the whole line
   */
  public record Fault(String column, String message) {}
}
