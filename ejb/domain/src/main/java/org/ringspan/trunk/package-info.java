/**
 * The trunks to the telephone network: which there are, how they are told from others, what they
 * take and how they want it, how they are grouped, how many calls they carry and whether they are
 * there.
 */
@NullMarked
package org.ringspan.trunk;

import org.jspecify.annotations.NullMarked;
