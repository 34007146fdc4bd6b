/**
 * Channels between the network and the SIP stack: UDP receivers and TCP, TLS and WebSocket
 * connections that frame, validate and count each message, answer malformed requests without a
 * transaction, and survive whatever a message makes the parser or the application throw.
 */
@NullMarked
package org.ringspan.sip.wire.transport;

import org.jspecify.annotations.NullMarked;
