/** Single number reach as the call path asks for it. */
@NullMarked
package org.ringspan.reach.boundary;

import org.jspecify.annotations.NullMarked;
