/** Call records as the call path hands them over: without waiting. */
@NullMarked
package org.ringspan.record.boundary;

import org.jspecify.annotations.NullMarked;
