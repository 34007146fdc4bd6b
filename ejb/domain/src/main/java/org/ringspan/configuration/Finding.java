package org.ringspan.configuration;

/**
 * Something in the configuration that an administrator should look at.
 *
 * @param severity how bad it is
 * @param where the user, line or setting it is about
 * @param sentence what is wrong
 * @param remedy what to do
 */
public record Finding(Severity severity, String where, String sentence, String remedy) {
  /** How bad a finding is. */
  public enum Severity {
    /** It can't work. */
    ERROR,
    /** It works otherwise than whoever set it will have meant. */
    WARNING,
    /** It works, and may surprise. */
    NOTE
  }
}
