package org.ringspan.directory.adapter;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cells of a row, in the types that one database or the other gives them. */
final class Cells {
  private Cells() {}

  /** A moment; empty when there is none. */
  static Optional<Instant> time(@Nullable Object cell) {
    return switch (cell) {
      case null -> Optional.empty();
      case Instant instant -> Optional.of(instant);
      case OffsetDateTime time -> Optional.of(time.toInstant());
      case java.sql.Timestamp time -> Optional.of(time.toInstant());
      default -> throw new IllegalStateException("not a time: " + cell.getClass());
    };
  }
}
