/**
 * Keys of a remote party that come in NOTIFY (RFC 4730, the event package {@code kpml}): what is
 * asked, what is told, and how the subscription lives. Nothing here sends or waits.
 */
@NullMarked
package org.ringspan.kpml;

import org.jspecify.annotations.NullMarked;
