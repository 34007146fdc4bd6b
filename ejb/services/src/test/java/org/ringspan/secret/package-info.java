/** Tests of the secret store. */
@NullMarked
package org.ringspan.secret;

import org.jspecify.annotations.NullMarked;
