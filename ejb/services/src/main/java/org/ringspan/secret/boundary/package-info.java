/** What others may ask of the secret store. */
@NullMarked
package org.ringspan.secret.boundary;

import org.jspecify.annotations.NullMarked;
