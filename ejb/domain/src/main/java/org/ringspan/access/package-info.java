/**
 * Mobile voice access and enterprise feature access (design guide pages 21-60 to 21-66): users at
 * telephones outside call a number of the server, prove by their PIN who they are, and call on as
 * if they were inside, or turn reach on and off.
 */
@NullMarked
package org.ringspan.access;

import org.jspecify.annotations.NullMarked;
