package org.ringspan.record;

import java.time.Instant;
import org.ringspan.reach.ReachPlan;

/**
 * The first half of a record, written when a call is taken in.
 *
 * @param call which
 * @param at when its INVITE arrived
 * @param plan what was decided for it
 */
public record CallStarted(CallId call, Instant at, ReachPlan plan) {}
