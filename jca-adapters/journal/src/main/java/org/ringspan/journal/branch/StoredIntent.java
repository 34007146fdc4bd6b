package org.ringspan.journal.branch;

import org.ringspan.journal.EncodedIntent;
import org.ringspan.journal.RemoteObject;

/**
 * An intent as the journal keeps it.
 *
 * @param object what it changes
 * @param description what it does, bounded
 * @param encoded the adapter's bytes
 */
public record StoredIntent(RemoteObject object, String description, EncodedIntent encoded) {}
