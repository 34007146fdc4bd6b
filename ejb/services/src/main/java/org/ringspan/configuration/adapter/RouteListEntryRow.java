package org.ringspan.configuration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * One step of a route list.
 *
 * @param groupId the route group; null: the local one of the caller's device pool
 */
@Embeddable
record RouteListEntryRow(
    @Column(name = "route_group_id") @Nullable Long groupId,
    @Column(name = "is_local") boolean local) {}
