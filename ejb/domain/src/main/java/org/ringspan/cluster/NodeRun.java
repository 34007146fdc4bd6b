package org.ringspan.cluster;

/**
 * One start of one node.
 *
 * @param node which server, 1 to 23 letters, digits, dots, dashes and underscores
 * @param run when it began, in milliseconds since 1970 by its own clock: a name, not a time
 */
public record NodeRun(String node, long run) {
  /** The longest name, octets: that of a server in transactions. */
  public static final int LONGEST = 23;

  /** Whether a node may be called so. */
  public static boolean isName(String text) {
    return text.length() <= LONGEST
        && !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '.'
                        || c == '-'
                        || c == '_');
  }
}
