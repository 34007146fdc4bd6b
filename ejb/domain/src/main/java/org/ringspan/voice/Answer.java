package org.ringspan.voice;

/** What the rules say to a question. Each feature has its own. */
public interface Answer {
  /** The question could not be asked: a defect, or too much to do. */
  record Unavailable() implements Answer {}
}
