package org.ringspan.dialplan;

import java.util.Optional;

/**
 * The number of the caller on its way through the plan.
 *
 * @param number a number or name; absent when none is usable
 * @param external the public number of the calling line, CUCM's external phone number mask
 * @param presentation whether the called side may see it
 */
public record CallingNumber(
    Optional<String> number, Optional<String> external, Presentation presentation) {}
