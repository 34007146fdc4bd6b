package org.ringspan.provisioning;

/**
 * Somebody, or a group, as the service is to have them.
 *
 * @param id ours
 * @param name the login, or the name of the group
 * @param mark of all that is told: two are the same when nothing differs
 * @param active whether the person may log in; a group always is
 */
public record Wanted(ThingKind kind, long id, String name, String mark, boolean active) {}
