/** The first page: how the server and its calls are. */
@NullMarked
package org.ringspan.console.overview;

import org.jspecify.annotations.NullMarked;
