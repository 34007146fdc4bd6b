package org.ringspan.configuration;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ringspan.address.DirectoryNumber;

/** The park numbers of a domain. Immutable. */
public final class Parks {
  /** How many there are in all of them at most. */
  public static final int MOST = 1000;

  private final List<ParkNumbers> all;
  private final Map<DirectoryNumber, ParkNumbers> byNumber = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException when two have the same name or number, or there are too many
   */
  Parks(Collection<ParkNumbers> all) {
    this.all = List.copyOf(all);
    Set<Object> names = new HashSet<>();
    for (ParkNumbers numbers : all) {
      require(names.add(numbers.name()), "configured twice: park numbers " + numbers.name());
      for (DirectoryNumber number : numbers.numbers()) {
        require(
            byNumber.put(number, numbers) == null,
            "park number " + number + " stands in two ranges");
      }
    }
    require(byNumber.size() <= MOST, "there are more than " + MOST + " park numbers");
  }

  /** All ranges, in the order of their configuration. */
  public List<ParkNumbers> all() {
    return all;
  }

  /** The range that a number belongs to. */
  public Optional<ParkNumbers> find(DirectoryNumber number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
