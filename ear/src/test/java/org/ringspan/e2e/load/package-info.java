/** What it takes to read a large directory, measured on a server of its own. */
@NullMarked
package org.ringspan.e2e.load;

import org.jspecify.annotations.NullMarked;
