/** What may be done to calls that live, from outside of them. */
@NullMarked
package org.ringspan.call.boundary;

import org.jspecify.annotations.NullMarked;
