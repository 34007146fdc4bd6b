package org.ringspan.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.ParkName;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.SearchSpaceName;

/**
 * Numbers at which calls are parked, one call each ("directed call park", design guide page 21-54):
 * who parks a call says at which of them, and whoever dials it behind the prefix has the call.
 *
 * @param name what administrators call them
 * @param first the first of them; no line has it
 * @param last the last, of the same length; the same as the first: it is one number
 * @param prefix what is dialled before a number to retrieve the call: 1 to 8 of {@code
 *     0123456789*#}
 * @param partition where the numbers lie, with and without the prefix: whose search space has it
 *     may park and retrieve; absent: where lines usually lie
 * @param reversion how long a call is parked before it rings again: 10 s to 60 min (default 60 s)
 * @param revertTo which number it rings then; absent: the telephones of who has parked it
 * @param searchSpace in which {@code revertTo} is dialled; absent: that of phones
 */
public record ParkNumbers(
    ParkName name,
    DirectoryNumber first,
    DirectoryNumber last,
    String prefix,
    Optional<PartitionName> partition,
    Duration reversion,
    Optional<String> revertTo,
    Optional<SearchSpaceName> searchSpace) {
  public static final int MOST = 100;
  public static final Duration USUAL_REVERSION = Duration.ofSeconds(60);
  public static final Duration SHORTEST_REVERSION = Duration.ofSeconds(10);
  public static final Duration LONGEST_REVERSION = Duration.ofMinutes(60);

  private static final Pattern PREFIX = Pattern.compile("[0-9*#]{1,8}");
  private static final Pattern DIALLED = Pattern.compile("(?=.{1,48}$)\\+?[0-9*#]+");

  /**
   * @throws IllegalArgumentException when the range is none or too long, or something else is out
   *     of its range
   */
  public ParkNumbers {
    if (first.digits().length() != last.digits().length()
        || Long.parseLong(first.digits()) > Long.parseLong(last.digits())) {
      throw new IllegalArgumentException(
          "the last park number is as long as the first, and not before it");
    }
    if (Long.parseLong(last.digits()) - Long.parseLong(first.digits()) >= MOST) {
      throw new IllegalArgumentException("there are at most " + MOST + " park numbers in a range");
    }
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("a retrieval prefix is 1 to 8 of 0-9, * and #");
    }
    if (reversion.compareTo(SHORTEST_REVERSION) < 0 || reversion.compareTo(LONGEST_REVERSION) > 0) {
      throw new IllegalArgumentException("reversion is 10000-3600000 ms");
    }
    if (revertTo.filter(number -> !DIALLED.matcher(number).matches()).isPresent()) {
      throw new IllegalArgumentException("revertTo is a number as it is dialled");
    }
  }

  /** All of them, from the first. */
  public List<DirectoryNumber> numbers() {
    String digits = "%0" + first.digits().length() + "d";
    return LongStream.rangeClosed(Long.parseLong(first.digits()), Long.parseLong(last.digits()))
        .mapToObj(number -> new DirectoryNumber(digits.formatted(number)))
        .toList();
  }

  /** What is dialled to have the call that is parked at a number. */
  public String retrieval(DirectoryNumber number) {
    return prefix + number.digits();
  }
}
