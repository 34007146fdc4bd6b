/**
 * Calls that the server answers itself: the call machine runs a {@link org.ringspan.voice.Dialogue}
 * with the caller, and connects it with others when the dialogue says so.
 */
@NullMarked
package org.ringspan.call.voice;

import org.jspecify.annotations.NullMarked;
