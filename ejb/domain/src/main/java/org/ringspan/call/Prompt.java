package org.ringspan.call;

/** What a party can be told. */
public enum Prompt {
  /** That a call comes by the company's number, and to press a key to take it. */
  CONFIRM
}
