package org.ringspan.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringspan.address.UserId;

/**
 * Finds the remote destination that a number belongs to, in constant time. A number that belongs to
 * none, or to more than one, is nobody's: "If a single or unique match is not found, caller ID
 * matching will fail" (design guide page 21-66).
 */
public final class DestinationIndex {
  private final CallerMatching matching;
  private final Map<String, Entry> entries;
  private final Map<String, List<Entry>> shared = new HashMap<>();

  /** A destination with its user. */
  public record Entry(UserId user, RemoteDestination destination) {}

  /** What is known of a number. */
  public sealed interface Match {
    /** It is this destination's. */
    record One(Entry entry) implements Match {}

    /** No destination has it. */
    record None() implements Match {}

    /** More than one destination has it, so nobody can say whose it is. */
    record Several() implements Match {}
  }

  DestinationIndex(Collection<User> users, CallerMatching matching) {
    this.matching = matching;
    this.entries = HashMap.newHashMap(users.size());
    for (User user : users) {
      for (RemoteDestination destination : user.remoteDestinations()) {
        enter(new Entry(user.id(), destination));
      }
    }
  }

  private void enter(Entry entry) {
    String key = key(entry.destination().number().value()).orElse("");
    if (key.isEmpty()) {
      return;
    }
    Entry other = entries.putIfAbsent(key, entry);
    if (other != null) {
      shared.computeIfAbsent(key, unused -> new ArrayList<>(List.of(other))).add(entry);
    }
  }

  /** Whose number this is. */
  public Match find(String number) {
    Optional<String> key = key(number);
    Entry entry = key.map(entries::get).orElse(null);
    if (entry == null) {
      return new Match.None();
    }
    return shared.containsKey(key.get()) ? new Match.Several() : new Match.One(entry);
  }

  /** Whether two numbers are the same as far as matching goes. */
  public boolean same(String one, String other) {
    return one.equals(other)
        || key(one).filter(key -> key(other).filter(key::equals).isPresent()).isPresent();
  }

  /** Destinations that can't be told from each other, in groups. */
  public Collection<List<Entry>> ambiguous() {
    return shared.values();
  }

  /** Destinations whose number is too short to be matched. */
  public boolean canMatch(RemoteDestination destination) {
    return key(destination.number().value()).isPresent();
  }

  private Optional<String> key(String number) {
    return switch (matching) {
      case CallerMatching.Complete() -> number.isEmpty() ? Optional.empty() : Optional.of(number);
      case CallerMatching.Partial(int digits) -> lastDigits(number, digits);
    };
  }

  private static Optional<String> lastDigits(String number, int wanted) {
    StringBuilder digits = new StringBuilder(wanted);
    for (int i = number.length() - 1; i >= 0 && digits.length() < wanted; i--) {
      char symbol = number.charAt(i);
      if (symbol >= '0' && symbol <= '9') {
        digits.append(symbol);
      }
    }
    return digits.length() == wanted ? Optional.of(digits.reverse().toString()) : Optional.empty();
  }
}
