package org.ringspan.trace;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Tells which messages belong to a trace: those of people it is about, and all others with the same
 * Call-IDs. Safe for several threads.
 */
public final class TraceFilter {
  /** So many dialogs are followed; later ones are known by their people only. */
  static final int MOST_CALLS = 10_000;

  /** Shorter numbers than this must be the same: many end in the same digits. */
  private static final int ENOUGH_DIGITS = 7;

  private final Set<String> people;
  private final Set<String> numbers;
  private final Set<String> calls = ConcurrentHashMap.newKeySet();

  private TraceFilter(Set<String> people) {
    this.people = people;
    this.numbers =
        people.stream()
            .map(TraceFilter::digits)
            .filter(digits -> digits.length() >= ENOUGH_DIGITS)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Messages of people: users, devices and numbers, however a number is written. */
  public static TraceFilter ofPeople(Set<String> people) {
    return new TraceFilter(
        people.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Messages of one dialog and of those that it leads to. */
  public static TraceFilter ofCall(String callId) {
    TraceFilter filter = new TraceFilter(Set.of());
    filter.calls.add(callId);
    return filter;
  }

  /** Whether a message belongs to the trace; from now on all of its Call-ID do. */
  public boolean matches(SipText message) {
    String call = message.callId();
    if (calls.contains(call)) {
      return true;
    }
    boolean meant = message.people().stream().anyMatch(this::isMeant);
    if (meant && !call.isEmpty()) {
      follow(call);
    }
    return meant;
  }

  /** The dialog {@code leg} belongs to the call of the dialog {@code caller}. */
  public void joined(String caller, String leg) {
    if (calls.contains(caller)) {
      follow(leg);
    } else if (calls.contains(leg)) {
      follow(caller);
    }
  }

  private void follow(String call) {
    if (calls.size() < MOST_CALLS) {
      calls.add(call);
    }
  }

  private boolean isMeant(String person) {
    if (people.contains(person)) {
      return true;
    }
    if (numbers.isEmpty()) {
      return false;
    }
    String digits = digits(person);
    return digits.length() >= ENOUGH_DIGITS
        && numbers.stream().anyMatch(number -> number.endsWith(digits) || digits.endsWith(number));
  }

  /** The digits of a number with whatever separates them left out; empty when it is a name. */
  private static String digits(String text) {
    String bare = text.replaceAll("[-.()+ ]", "");
    return bare.chars().allMatch(c -> c >= '0' && c <= '9') ? bare : "";
  }
}
