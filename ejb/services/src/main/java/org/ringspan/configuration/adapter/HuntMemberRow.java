package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * A member of a hunt group.
 *
 * @param ringMillis how long it rings; null: as long as others
 */
@Embeddable
record HuntMemberRow(
    @Column(name = "line_id") long lineId,
    @Column(name = "logged_in") boolean loggedIn,
    @Column(name = "ring_ms") @Nullable Integer ringMillis) {}
