package org.ringspan.voice;

import org.ringspan.reach.Claims;

/** What the rules say to a question. Each feature has its own. */
public interface Answer {
  /** What is answered, in plain English for the call's explanation; empty: nothing to tell. */
  default String words() {
    return "";
  }

  /** What was reserved with it; who doesn't use the answer gives it back. */
  default Claims claims() {
    return Claims.NONE;
  }

  /** The question could not be asked: a defect, or too much to do. */
  record Unavailable() implements Answer {
    @Override
    public String words() {
      return "the rules could not be asked";
    }
  }
}
