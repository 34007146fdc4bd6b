/** The first steps with an empty server. */
@NullMarked
package org.ringspan.console.setup;

import org.jspecify.annotations.NullMarked;
