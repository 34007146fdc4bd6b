package org.ringspan.configuration.adapter;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Comparator;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.AccessList.Member;
import org.ringspan.configuration.AccessList.NotAvailable;
import org.ringspan.configuration.AccessList.NumberMask;
import org.ringspan.configuration.AccessList.Private;

/**
 * One filter of an access list.
 *
 * @param mask the number mask, of the kind {@code NUMBER} only
 */
@Embeddable
record AccessListRow(
    @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR) Kind kind, @Nullable String mask)
    implements Comparable<AccessListRow> {
  private static final Comparator<AccessListRow> ORDER =
      comparing(AccessListRow::kind).thenComparing(AccessListRow::mask, nullsFirst(naturalOrder()));

  enum Kind {
    NUMBER,
    NOT_AVAILABLE,
    PRIVATE
  }

  static AccessListRow of(Member member) {
    return switch (member) {
      case NumberMask(String mask) -> new AccessListRow(Kind.NUMBER, mask);
      case NotAvailable() -> new AccessListRow(Kind.NOT_AVAILABLE, null);
      case Private() -> new AccessListRow(Kind.PRIVATE, null);
    };
  }

  Member toMember() {
    return switch (kind) {
      case NUMBER -> new NumberMask(Objects.requireNonNull(mask));
      case NOT_AVAILABLE -> new NotAvailable();
      case PRIVATE -> new Private();
    };
  }

  @Override
  public int compareTo(AccessListRow other) {
    return ORDER.compare(this, other);
  }
}
