/** The pages as a whole. */
@NullMarked
package org.ringspan.console;

import org.jspecify.annotations.NullMarked;
