/**
 * How media are encrypted on the way between the server and a telephone or a trunk, and what
 * session descriptions say about it.
 */
@NullMarked
package org.ringspan.encryption;

import org.jspecify.annotations.NullMarked;
