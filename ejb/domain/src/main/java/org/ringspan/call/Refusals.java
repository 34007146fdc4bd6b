package org.ringspan.call;

import java.util.Comparator;
import java.util.List;
import org.ringspan.reach.Diversion;

/** What the refusals of all legs amount to (RFC 3261 section 16.7, step 6; D16). */
final class Refusals {
  private static final int TEMPORARILY_UNAVAILABLE = 480;

  private Refusals() {}

  /**
   * The status for the caller:
   *
   * <ol>
   *   <li>a 6xx, since it speaks for every place;
   *   <li>486, since a busy person exists;
   *   <li>another 4xx that speaks of the call, such as 488: the lowest;
   *   <li>480, also when nobody refused;
   *   <li>404 and 410, which speak of one place;
   *   <li>a 5xx: the lowest.
   * </ol>
   */
  static int best(List<Integer> refusals) {
    return refusals.stream()
        .map(Refusals::asSeenByCaller)
        .min(Comparator.comparingInt(Refusals::rank).thenComparingInt(status -> status))
        .orElse(TEMPORARILY_UNAVAILABLE);
  }

  private static int asSeenByCaller(int status) {
    return switch (status) {
      // Challenges are to us, not to the caller.
      case 401, 407 -> TEMPORARILY_UNAVAILABLE;
      // A silent leg is as good as one that nobody took; nor has the caller given up.
      case 408, 481, 487 -> TEMPORARILY_UNAVAILABLE;
      // rfc3261#section-16.7: "A proxy which receives a 503 (Service Unavailable) response SHOULD
      // NOT forward it upstream unless it can determine that any subsequent requests it might proxy
      // will also generate a 503."
      case 503 -> 500;
      // Redirections are not followed.
      default -> status < 400 ? TEMPORARILY_UNAVAILABLE : status;
    };
  }

  private static int rank(int status) {
    return switch (status) {
      case 486 -> 1;
      case TEMPORARILY_UNAVAILABLE -> 3;
      case 404, 410 -> 4;
      default -> status >= 600 ? 0 : status >= 500 ? 5 : 2;
    };
  }

  /** Whether somebody was busy or declined, rather than nobody there. */
  static boolean declined(List<Integer> refusals) {
    return refusals.stream().anyMatch(status -> status == 486 || status >= 600);
  }

  static Diversion.Reason diversionReason(List<Integer> refusals) {
    if (refusals.isEmpty()) {
      return Diversion.Reason.UNAVAILABLE;
    }
    return declined(refusals) ? Diversion.Reason.USER_BUSY : Diversion.Reason.NO_ANSWER;
  }
}
