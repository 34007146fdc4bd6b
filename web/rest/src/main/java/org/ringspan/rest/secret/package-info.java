/** The secret store over REST: in and away, never out. */
@NullMarked
package org.ringspan.rest.secret;

import org.jspecify.annotations.NullMarked;
