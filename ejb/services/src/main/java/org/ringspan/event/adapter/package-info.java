/** Call events on their way to the message broker: in batches, as documented JSON. */
@NullMarked
package org.ringspan.event.adapter;

import org.jspecify.annotations.NullMarked;
