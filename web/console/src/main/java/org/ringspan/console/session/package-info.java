/** Who looks at a page, how they came in, and what the browser may do with it. */
@NullMarked
package org.ringspan.console.session;

import org.jspecify.annotations.NullMarked;
