/**
 * A call from its INVITE to its last BYE, as a state machine without a clock and without a wire:
 * {@link org.ringspan.call.CallTransitions} turns a state and an event into the next state and the
 * effects to carry out, in order. To read single number reach, read {@link
 * org.ringspan.call.SingleNumberReach}. {@link org.ringspan.call.CallMailbox} gives a call its
 * events one at a time.
 */
@NullMarked
package org.ringspan.call;

import org.jspecify.annotations.NullMarked;
