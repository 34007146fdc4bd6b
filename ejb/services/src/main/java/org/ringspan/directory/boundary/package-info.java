/** What others may ask of the directory connector. */
@NullMarked
package org.ringspan.directory.boundary;

import org.jspecify.annotations.NullMarked;
