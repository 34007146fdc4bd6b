package org.ringspan.people.adapter;

import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.query.NativeQuery;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/** What stands in the cells of a table, whatever the product. */
final class Cells {
  private Cells() {}

  @SuppressWarnings("unchecked")
  static List<Object[]> rows(Query query) {
    return query.getResultList();
  }

  static long number(Object cell) {
    return ((Number) cell).longValue();
  }

  static Optional<String> text(@Nullable Object cell) {
    return Optional.ofNullable((String) cell);
  }

  static Instant time(Object cell) {
    return switch (cell) {
      case Instant instant -> instant;
      case java.time.OffsetDateTime time -> time.toInstant();
      case java.sql.Timestamp time -> time.toInstant();
      default -> throw new IllegalStateException("not a time: " + cell.getClass());
    };
  }

  /** Null has no type of its own that PostgreSQL would guess. */
  static void text(Query query, int place, @Nullable String value) {
    query.unwrap(NativeQuery.class).setParameter(place, value, StandardBasicTypes.STRING);
  }

  /** The same of numbers. */
  static void number(Query query, int place, @Nullable Long value) {
    query.unwrap(NativeQuery.class).setParameter(place, value, StandardBasicTypes.LONG);
  }
}
