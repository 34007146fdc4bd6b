/**
 * Writes that wait for a transaction: what is to be the case, as bytes for the journal, and how it
 * is made so by comparing with what is there. {@link
 * org.ringspan.activedirectory.write.WriteExecutor} does it.
 */
@NullMarked
package org.ringspan.activedirectory.write;

import org.jspecify.annotations.NullMarked;
