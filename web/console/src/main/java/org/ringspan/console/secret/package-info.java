/** The page of the secret store. */
@NullMarked
package org.ringspan.console.secret;

import org.jspecify.annotations.NullMarked;
