/** The configuration the call path reads: one immutable snapshot, replaced when it changes. */
@NullMarked
package org.ringspan.configuration.boundary;

import org.jspecify.annotations.NullMarked;
