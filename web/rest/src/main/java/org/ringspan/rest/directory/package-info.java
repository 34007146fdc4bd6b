/** The directory connector over REST. */
@NullMarked
package org.ringspan.rest.directory;

import org.jspecify.annotations.NullMarked;
