package org.ringspan.callcontrol;

import org.ringspan.record.boundary.CallRecords;

/**
 * What every call needs of the world.
 *
 * @param calls the book of live calls
 * @param invites makes INVITEs
 * @param timers runs timers
 * @param records keeps records
 */
record CallEnvironment(
    LiveCalls calls, LegInvites invites, CallTimers timers, CallRecords records) {}
