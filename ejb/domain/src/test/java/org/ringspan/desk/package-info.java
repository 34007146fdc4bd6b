@NullMarked
package org.ringspan.desk;

import org.jspecify.annotations.NullMarked;
