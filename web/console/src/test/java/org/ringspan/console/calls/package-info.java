/** What pages of this kind show. */
@NullMarked
package org.ringspan.console.calls;

import org.jspecify.annotations.NullMarked;
