/**
 * Traces of whole SIP messages, for a call, a user or a number that somebody has asked for: which
 * messages belong to it, and what of them may be kept.
 */
@NullMarked
package org.ringspan.trace;

import org.jspecify.annotations.NullMarked;
