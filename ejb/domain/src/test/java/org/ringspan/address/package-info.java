@NullMarked
package org.ringspan.address;

import org.jspecify.annotations.NullMarked;
