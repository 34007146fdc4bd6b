/** Why a call went as it did, as pages and programs ask for it. */
@NullMarked
package org.ringspan.explain.boundary;

import org.jspecify.annotations.NullMarked;
