/**
 * The journal at work: XAResources on one side, the adapter's executor on the other, and the ledger
 * between. {@link org.ringspan.journal.engine.DurableIntentJournal#open} is the way in.
 */
@NullMarked
package org.ringspan.journal.engine;

import org.jspecify.annotations.NullMarked;
