/**
 * What a resource adapter sees of the intent journal. An adapter gives it a codec and an executor
 * for its own intents and gets an XAResource for each of its connections; what was enqueued in a
 * transaction is written durably at prepare and carried out at commit.
 */
@NullMarked
package org.ringspan.journal;

import org.jspecify.annotations.NullMarked;
