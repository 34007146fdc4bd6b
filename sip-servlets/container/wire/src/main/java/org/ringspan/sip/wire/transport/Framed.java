package org.ringspan.sip.wire.transport;

import org.jspecify.annotations.Nullable;
import org.ringspan.sip.wire.Rule;

/**
 * What a connection delivered: one message, or the octets behind which the connection can't be read
 * any further.
 *
 * @param octets holds the message; may be overwritten by the next read
 * @param from first octet
 * @param to end, exclusive
 * @param broken why the connection ends here, or null for a message that was framed well
 */
record Framed(byte[] octets, int from, int to, @Nullable Rule broken) {}
