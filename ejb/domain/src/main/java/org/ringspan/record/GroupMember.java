package org.ringspan.record;

import org.ringspan.address.HuntGroupName;
import org.ringspan.address.UserId;

/**
 * Somebody for whom a call of a hunt group rang.
 *
 * @param user whose line
 * @param group which group: the last one, of several
 * @param answered whether this member took the call
 */
public record GroupMember(UserId user, HuntGroupName group, boolean answered) {}
