@NullMarked
package org.ringspan.explain;

import org.jspecify.annotations.NullMarked;
