package org.ringspan.activedirectory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The two ways in which Active Directory writes times. */
public final class DirectoryTimes {
  /** 1601-01-01T00:00:00Z. */
  private static final long FILETIME_EPOCH = -11_644_473_600L;

  private static final long TICKS = 10_000_000;
  private static final Pattern GENERALIZED =
      Pattern.compile("(\\d{14})(?:[.,](\\d{1,9}))?(Z|[+-]\\d{4})");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  private DirectoryTimes() {}

  /**
   * A generalised time with seconds, such as {@code 20261130014927.0Z} (RFC 4517 3.3.13).
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public static Instant generalized(String text) {
    var parts = GENERALIZED.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a generalised time");
    }
    try {
      var zone = parts.group(3).equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(parts.group(3));
      var fraction = parts.group(2) == null ? "" : parts.group(2);
      return LocalDateTime.parse(parts.group(1), SECONDS)
          .toInstant(zone)
          .plusNanos(Long.parseLong((fraction + "000000000").substring(0, 9)));
    } catch (DateTimeException impossible) {
      throw new IllegalArgumentException("not a generalised time", impossible);
    }
  }

  /** As Active Directory writes a generalised time: whole seconds, UTC. */
  public static String generalized(Instant time) {
    return SECONDS.format(time.atOffset(ZoneOffset.UTC)) + ".0Z";
  }

  /**
   * A count of 100 ns since 1601, such as accountExpires; 0 and the largest number mean never.
   *
   * @throws IllegalArgumentException when it is negative
   */
  public static Optional<Instant> fileTime(long ticks) {
    if (ticks < 0) {
      throw new IllegalArgumentException("a time before 1601");
    }
    if (ticks == 0 || ticks == Long.MAX_VALUE) {
      return Optional.empty();
    }
    return Optional.of(Instant.ofEpochSecond(FILETIME_EPOCH + ticks / TICKS, ticks % TICKS * 100));
  }
}
