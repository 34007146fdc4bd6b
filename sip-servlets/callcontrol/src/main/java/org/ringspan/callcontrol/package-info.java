/**
 * Between SIP and the call core: messages become events ({@link
 * org.ringspan.callcontrol.SipEventTranslator}), effects become messages ({@link
 * org.ringspan.callcontrol.SipEffectExecutor}). Nothing is decided here but what the protocol
 * itself demands.
 */
@NullMarked
package org.ringspan.callcontrol;

import org.jspecify.annotations.NullMarked;
