/** The page of the directory connector. */
@NullMarked
package org.ringspan.console.directory;

import org.jspecify.annotations.NullMarked;
