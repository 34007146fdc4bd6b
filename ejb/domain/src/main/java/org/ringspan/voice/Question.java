package org.ringspan.voice;

/**
 * Something that a dialogue asks the rules. Each feature has its own; the text of one must not have
 * a secret.
 */
public interface Question {
  /** What is asked, in plain English for the call's explanation; empty: nothing worth telling. */
  default String words() {
    return "";
  }
}
