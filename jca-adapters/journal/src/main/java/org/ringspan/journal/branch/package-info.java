/**
 * What the journal knows and decides: branches, their intents and the records that change them. No
 * files, no threads, no clock.
 */
@NullMarked
package org.ringspan.journal.branch;

import org.jspecify.annotations.NullMarked;
