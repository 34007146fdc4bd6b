package org.ringspan.configuration.adapter;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.trunk.NumberFormat;
import org.ringspan.trunk.Region;

/** How numbers are written on a trunk. */
@Embeddable
record NumberFormatColumns(
    @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR) NumberFormat.Kind kind,
    @Nullable String region,
    String prefix) {
  static NumberFormatColumns of(NumberFormat format) {
    return new NumberFormatColumns(
        format.kind(), format.region().map(Region::code).orElse(null), format.prefix());
  }

  NumberFormat toFormat() {
    return new NumberFormat(kind, Optional.ofNullable(region).map(Region::new), prefix);
  }
}
