/** Asks the database and the figures of the server how it is. */
@NullMarked
package org.ringspan.health.adapter;

import org.jspecify.annotations.NullMarked;
