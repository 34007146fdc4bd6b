/**
 * Where a device can be reached now: what a REGISTER means (RFC 3261 section 10.3), as pure rules
 * over a device's bindings.
 */
@NullMarked
package org.ringspan.registration;

import org.jspecify.annotations.NullMarked;
