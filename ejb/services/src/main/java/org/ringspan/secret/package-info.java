/** Secrets that the server needs to log in elsewhere: which there are, and what is told of them. */
@NullMarked
package org.ringspan.secret;

import org.jspecify.annotations.NullMarked;
