/** What proves who somebody is. */
@NullMarked
package org.ringspan.identity.boundary;

import org.jspecify.annotations.NullMarked;
