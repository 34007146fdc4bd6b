package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.dialplan.CalledChange;
import org.ringspan.dialplan.Discard;
import org.ringspan.dialplan.NumberMask;

/** What a pattern makes of the number it matches. */
@Embeddable
record CalledChangeRow(
    @Column(name = "called_discard") @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
        Discard discard,
    @Column(name = "called_mask") @Nullable String mask,
    @Column(name = "called_prefix") String prefix) {
  static CalledChangeRow of(CalledChange change) {
    return new CalledChangeRow(
        change.discard(), change.mask().map(NumberMask::text).orElse(null), change.prefix());
  }

  CalledChange toChange() {
    return new CalledChange(discard, Optional.ofNullable(mask).map(NumberMask::new), prefix);
  }
}
