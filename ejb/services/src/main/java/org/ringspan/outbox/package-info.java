/** What threads that handle calls hand over without waiting, and others work off in batches. */
@NullMarked
package org.ringspan.outbox;

import org.jspecify.annotations.NullMarked;
