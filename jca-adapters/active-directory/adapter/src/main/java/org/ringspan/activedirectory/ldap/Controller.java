package org.ringspan.activedirectory.ldap;

import java.util.Set;
import org.ringspan.activedirectory.DistinguishedName;
import org.ringspan.activedirectory.ObjectGuid;

/**
 * What a controller says of itself.
 *
 * @param address where it is
 * @param database invocation id of its database, which changes when that is restored
 * @param domain the top of its domain
 * @param highestUpdate its highest update number when it was asked
 * @param controls object identifiers of the controls that it knows
 */
public record Controller(
    ControllerAddress address,
    ObjectGuid database,
    DistinguishedName domain,
    long highestUpdate,
    Set<String> controls) {}
