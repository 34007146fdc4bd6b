/** Figures that an administrator's monitoring reads: what other features count with. */
@NullMarked
package org.ringspan.metrics.boundary;

import org.jspecify.annotations.NullMarked;
