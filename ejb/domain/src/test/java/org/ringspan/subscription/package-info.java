@NullMarked
package org.ringspan.subscription;

import org.jspecify.annotations.NullMarked;
