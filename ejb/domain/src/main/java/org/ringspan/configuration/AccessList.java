package org.ringspan.configuration;

import java.util.Optional;
import java.util.Set;

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
   * Callers whose number matches {@code mask}: digits, a leading plus, and {@code X} for any one
   * digit.
   */
  public record NumberMask(String mask) implements Member {
    /**
     * @throws IllegalArgumentException when the mask holds anything else or is longer than 32
     */
    public NumberMask {
      if (!mask.matches("\\+?[0-9X]{1,31}")) {
        throw new IllegalArgumentException(
            "not a number mask: an optional +, then 1-31 of 0-9 and X");
      }
    }

    boolean matches(String number) {
      if (number.length() != mask.length()) {
        return false;
      }
      for (int i = 0; i < mask.length(); i++) {
        char wanted = mask.charAt(i);
        char given = number.charAt(i);
        boolean same = wanted == 'X' ? given >= '0' && given <= '9' : wanted == given;
        if (!same) {
          return false;
        }
      }
      return true;
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
   * @param number the caller's number, absent when none is usable
   * @param isPrivate whether the caller withholds it
   */
  public boolean lets(Optional<String> number, boolean isPrivate) {
    boolean listed = members.stream().anyMatch(member -> names(member, number, isPrivate));
    return switch (kind) {
      case ALLOWED -> listed;
      case BLOCKED -> !listed;
    };
  }

  private static boolean names(Member member, Optional<String> number, boolean isPrivate) {
    return switch (member) {
      case Private() -> isPrivate;
      case NotAvailable() -> !isPrivate && number.isEmpty();
      case NumberMask mask -> !isPrivate && number.filter(mask::matches).isPresent();
    };
  }
}
