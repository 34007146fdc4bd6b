/** Questions to the dial plan from outside a call. */
@NullMarked
package org.ringspan.dialplan.boundary;

import org.jspecify.annotations.NullMarked;
