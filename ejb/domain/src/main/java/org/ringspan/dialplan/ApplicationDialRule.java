package org.ringspan.dialplan;

/**
 * Makes a number that an application or a remote destination uses into one that can be dialled
 * here. Applied everywhere (design guide page 21-66: "Application Dial Rules are applied based on
 * called digit-string length and cannot be partitioned").
 *
 * @param name how administrators call it
 * @param beginsWith what the number begins with; empty means anything
 * @param numberOfDigits how long the number is, 1 to 48 symbols, a plus sign counted
 * @param digitsToRemove how many symbols are removed in front, 0 to {@code numberOfDigits}
 * @param prefix what is then put in front
 */
public record ApplicationDialRule(
    String name, String beginsWith, int numberOfDigits, int digitsToRemove, String prefix) {
  /**
   * @throws IllegalArgumentException when the rule can't fit any number, or leaves nothing of one
   */
  public ApplicationDialRule {
    if (name.isBlank() || name.length() > 50) {
      throw new IllegalArgumentException("a rule has a name of 1-50 characters");
    }
    Symbols.requirePrefix(beginsWith);
    Symbols.requirePrefix(prefix);
    if (numberOfDigits < 1 || numberOfDigits > Symbols.LONGEST_NUMBER) {
      throw new IllegalArgumentException("numberOfDigits is 1-48");
    }
    if (beginsWith.length() > numberOfDigits) {
      throw new IllegalArgumentException("beginsWith is longer than numberOfDigits");
    }
    if (digitsToRemove < 0 || digitsToRemove > numberOfDigits) {
      throw new IllegalArgumentException("digitsToRemove is 0 to numberOfDigits");
    }
    if (digitsToRemove == numberOfDigits && prefix.isEmpty()) {
      throw new IllegalArgumentException("the rule leaves nothing to dial");
    }
  }

  boolean fits(String number) {
    return number.length() == numberOfDigits && number.startsWith(beginsWith);
  }

  String of(String number) {
    return prefix + number.substring(digitsToRemove);
  }
}
