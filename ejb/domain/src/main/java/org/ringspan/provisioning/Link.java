package org.ringspan.provisioning;

/**
 * Somebody, or a group, whom the service has been told.
 *
 * @param id ours
 * @param remoteId the service's
 * @param mark of what it was told last
 * @param active whether the person may log in there, as it was told last
 */
public record Link(
    ThingKind kind, long id, String remoteId, String name, String mark, boolean active) {}
