/** Tests of the call core: scenarios, every state with every event, random calls, the mailbox. */
@NullMarked
package org.ringspan.call;

import org.jspecify.annotations.NullMarked;
