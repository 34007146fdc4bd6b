/** Traces of whole SIP messages, switched on by an administrator for a call, a user or a number. */
@NullMarked
package org.ringspan.trace.boundary;

import org.jspecify.annotations.NullMarked;
