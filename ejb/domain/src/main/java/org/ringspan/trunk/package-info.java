/** The trunks to the telephone network: which there are and what they take. */
@NullMarked
package org.ringspan.trunk;

import org.jspecify.annotations.NullMarked;
