package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.dialplan.CallingChange;
import org.ringspan.dialplan.NumberMask;
import org.ringspan.dialplan.Presentation;

/** What a pattern makes of the calling number. */
@Embeddable
record CallingChangeRow(
    @Column(name = "calling_external") boolean external,
    @Column(name = "calling_mask") @Nullable String mask,
    @Column(name = "calling_prefix") String prefix,
    @Column(name = "calling_presentation")
        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        Presentation presentation) {
  static CallingChangeRow of(CallingChange change) {
    return new CallingChangeRow(
        change.useExternal(),
        change.mask().map(NumberMask::text).orElse(null),
        change.prefix(),
        change.presentation());
  }

  CallingChange toChange() {
    return new CallingChange(
        external, Optional.ofNullable(mask).map(NumberMask::new), prefix, presentation);
  }
}
