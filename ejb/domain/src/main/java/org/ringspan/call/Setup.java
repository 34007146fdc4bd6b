package org.ringspan.call;

import java.util.Optional;
import org.ringspan.reach.ReachPlan;

/**
 * With what a call began.
 *
 * @param plan what was decided for it
 * @param offer the caller's SDP; absent when the caller wants to be offered media
 */
public record Setup(ReachPlan plan, Optional<SessionDescription> offer) {}
