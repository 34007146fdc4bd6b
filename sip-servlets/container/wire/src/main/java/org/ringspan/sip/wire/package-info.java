/**
 * Strict validation of SIP messages in front of the stack's parser. A container switches it on with
 * {@link org.ringspan.sip.wire.WireHardening#stackProperties(WireLimits)}, whose result it merges
 * into the properties of the stack, and reads the counters with {@link
 * org.ringspan.sip.wire.WireHardening#statistics(javax.sip.SipStack)}; whoever logs text from the
 * network passes it through {@link org.ringspan.sip.wire.Printable#escape(CharSequence)}.
 */
@NullMarked
package org.ringspan.sip.wire;

import org.jspecify.annotations.NullMarked;
