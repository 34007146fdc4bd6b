package org.ringspan.journal;

/** The server ends here. Nobody catches it. */
public final class SimulatedCrash extends Error {

  private static final long serialVersionUID = 1;

  /** At this place. */
  public SimulatedCrash(String place) {
    super(place);
  }
}
