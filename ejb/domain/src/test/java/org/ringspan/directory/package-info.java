@NullMarked
package org.ringspan.directory;

import org.jspecify.annotations.NullMarked;
