package org.ringspan.access;

import java.util.List;
import org.ringspan.voice.Answer;

/**
 * What became of it.
 *
 * @param reasons why not, one sentence each
 */
public record MobilityAnswer(Result result, List<String> reasons) implements Answer {
  /** What became of it. */
  public enum Result {
    /** The mobiles ring, and the talk goes on until one answers. */
    SENT,
    /** The call can't go to a mobile. */
    NOT_SENT,
    /** All destinations ring from now on. */
    REACH_ON,
    /** None does. */
    REACH_OFF,
    /** There is no destination that could be switched, or it could not be written. */
    NOT_SWITCHED
  }

  public MobilityAnswer {
    reasons = List.copyOf(reasons);
  }

  /** Without reasons. */
  public static MobilityAnswer of(Result result) {
    return new MobilityAnswer(result, List.of());
  }

  /** Whether it was done. */
  public boolean done() {
    return result != Result.NOT_SENT && result != Result.NOT_SWITCHED;
  }

  @Override
  public String words() {
    String why = reasons.isEmpty() ? "" : ": " + String.join("; ", reasons);
    return switch (result) {
      case SENT -> "the user's mobiles ring for the call that is talked there";
      case NOT_SENT -> "the call that is talked there can't go to a mobile" + why;
      case REACH_ON -> "reach is on for all destinations";
      case REACH_OFF -> "reach is off for all destinations";
      case NOT_SWITCHED -> "reach could not be switched";
    };
  }
}
