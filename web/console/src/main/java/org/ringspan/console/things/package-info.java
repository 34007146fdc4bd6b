/** The pages that list and change the configuration. */
@NullMarked
package org.ringspan.console.things;

import org.jspecify.annotations.NullMarked;
