/**
 * The dial plan: what a dialled number means to whoever dials it. Partitions hold patterns, calling
 * search spaces say which partitions a caller reaches, and {@link org.ringspan.dialplan.DialPlan}
 * finds the best match and explains it. The configuration holds a plan, so nothing here knows the
 * configuration; lines, trunks and route lists are known by name only.
 */
@NullMarked
package org.ringspan.dialplan;

import org.jspecify.annotations.NullMarked;
