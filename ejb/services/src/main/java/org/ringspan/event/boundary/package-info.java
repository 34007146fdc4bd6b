/** Call events as the call path hands them over: without waiting. */
@NullMarked
package org.ringspan.event.boundary;

import org.jspecify.annotations.NullMarked;
