/** Voice access and feature access: what callers key in is answered here. */
@NullMarked
package org.ringspan.access.boundary;

import org.jspecify.annotations.NullMarked;
