@NullMarked
package org.ringspan.callcontrol;

import org.jspecify.annotations.NullMarked;
