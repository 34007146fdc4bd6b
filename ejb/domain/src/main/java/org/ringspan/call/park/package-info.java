/**
 * Calls that wait at a park number until somebody dials it behind its prefix, or until it is time
 * to ring who has parked them (design guide table 21-2, "Directed Call Park"). A parked call stays
 * the call it was: who has parked it is gone, and the other hears music.
 */
@NullMarked
package org.ringspan.call.park;

import org.jspecify.annotations.NullMarked;
