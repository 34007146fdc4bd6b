/**
 * Small SIP user agents for the end-to-end tests: a text-level reader and writer of SIP messages,
 * wires for UDP, TCP, TLS and WebSocket, and phones and a gateway that a test scripts step by step.
 * They share no code with the server under test (no JAIN SIP), so that a mistake in its stack
 * cannot hide behind the same mistake here, and they can do what a well-behaved phone never does:
 * withhold an ACK, answer a cancelled call, send bytes that are not SIP.
 */
@NullMarked
package org.ringspan.e2e.ua;

import org.jspecify.annotations.NullMarked;
