@NullMarked
package org.ringspan.trunk;

import org.jspecify.annotations.NullMarked;
