package org.ringspan.configuration;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which callers a remote destination rings for (design guide page 21-58).
 *
 * @param kind how the list is read
 * @param members the callers it names
 */
public record AccessList(Kind kind, Set<Member> members) {
  public AccessList {
    members = Set.copyOf(members);
  }

  /** How a list ends. */
  public enum Kind {
    /** Only listed callers ring the destination: an implicit "deny all" follows. */
    ALLOWED,
    /** Listed callers do not ring the destination: an implicit "allow all" follows. */
    BLOCKED
  }

  /** One filter of a list. */
  public sealed interface Member {}

  /**
   * Callers whose number matches {@code mask}: digits, {@code *} and {@code #} stand for
   * themselves, {@code X} for any one digit, {@code !} (at most one) for one digit or more; {@code
   * +} may stand in front, and only a number with a plus sign matches it.
   */
  public record NumberMask(String mask) implements Member {
    private static final Pattern FORM = Pattern.compile("\\+?[0-9X*#!]{1,31}");

    /**
     * @throws IllegalArgumentException when the mask holds anything else or is longer than 32
     */
    public NumberMask {
      mask = mask.replace('x', 'X');
      if (!FORM.matcher(mask).matches() || mask.indexOf('!') != mask.lastIndexOf('!')) {
        throw new IllegalArgumentException(
            "not a number mask: an optional +, then 1-31 of 0-9 * # X and at most one !");
      }
    }

    /** Whether {@code number} is one of those meant. */
    public boolean matches(String number) {
      int open = mask.indexOf('!');
      if (open < 0) {
        return number.length() == mask.length() && fits(number, 0, 0, mask.length());
      }
      int tail = mask.length() - open - 1;
      int end = number.length() - tail;
      if (end <= open) {
        return false;
      }
      return fits(number, 0, 0, open)
          && number.substring(open, end).chars().allMatch(NumberMask::isDigit)
          && fits(number, end, open + 1, tail);
    }

    private boolean fits(String number, int from, int maskFrom, int length) {
      for (int i = 0; i < length; i++) {
        char wanted = mask.charAt(maskFrom + i);
        char given = number.charAt(from + i);
        if (wanted == 'X' ? !isDigit(given) : wanted != given) {
          return false;
        }
      }
      return true;
    }

    /** Whether every number is meant, or every number with a plus sign. */
    public boolean meansEverybody() {
      return mask.equals("!") || mask.equals("+!");
    }

    private static boolean isDigit(int symbol) {
      return symbol >= '0' && symbol <= '9';
    }
  }

  /** Callers without a usable identity. */
  public record NotAvailable() implements Member {}

  /**
   * Callers who withhold their identity (RFC 3323 {@code Privacy: id}, or an anonymous.invalid
   * identity).
   */
  public record Private() implements Member {}

  /**
   * Whether the list lets this caller ring the destination.
   *
   * @param numbers all numbers by which the caller is known, for a colleague the internal and the
   *     public one; none when none is usable
   * @param isPrivate whether the caller withholds them: then they match no mask, since the list
   *     would tell them
   */
  public boolean lets(Collection<String> numbers, boolean isPrivate) {
    boolean listed = members.stream().anyMatch(member -> names(member, numbers, isPrivate));
    return switch (kind) {
      case ALLOWED -> listed;
      case BLOCKED -> !listed;
    };
  }

  private static boolean names(Member member, Collection<String> numbers, boolean isPrivate) {
    return switch (member) {
      case Private() -> isPrivate;
      case NotAvailable() -> !isPrivate && numbers.isEmpty();
      case NumberMask mask -> !isPrivate && numbers.stream().anyMatch(mask::matches);
    };
  }
}
