/** What pages of this kind show. */
@NullMarked
package org.ringspan.console.reach;

import org.jspecify.annotations.NullMarked;
