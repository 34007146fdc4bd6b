@NullMarked
package org.ringspan.access;

import org.jspecify.annotations.NullMarked;
