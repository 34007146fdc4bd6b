package org.ringspan.record.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * One planned leg of a call.
 *
 * @param kind {@code DEVICE}, {@code DESTINATION}, {@code OUTSIDE} or {@code MAILBOX}
 * @param target device name or number
 * @param delayMillis after which it rings; only when it rings
 * @param reason why it doesn't; only when it doesn't
 */
@Embeddable
record CallRecordLegRow(
    String kind,
    String target,
    boolean rings,
    @Column(name = "delay_ms") @Nullable Long delayMillis,
    @Nullable String reason) {

  static CallRecordLegRow of(RecordHalf.Leg leg) {
    return new CallRecordLegRow(
        leg.kind(),
        leg.target(),
        leg.delayMillis().isPresent(),
        leg.delayMillis().isPresent() ? leg.delayMillis().getAsLong() : null,
        leg.reason().orElse(null));
  }
}
