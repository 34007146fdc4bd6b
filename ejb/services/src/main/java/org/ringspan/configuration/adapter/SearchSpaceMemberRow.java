package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** One partition of a search space: one of the organisation's, or one of the system's own. */
@Embeddable
record SearchSpaceMemberRow(
    @Column(name = "partition_id") @Nullable Long partitionId,
    @Column(name = "system_name") @Nullable String systemName) {}
