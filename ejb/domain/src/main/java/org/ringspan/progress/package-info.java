/** How far long work is. */
@NullMarked
package org.ringspan.progress;

import org.jspecify.annotations.NullMarked;
