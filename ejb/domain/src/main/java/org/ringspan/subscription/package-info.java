/**
 * What every subscription of a telephone has in common, whatever it is told of (RFC 6665): for how
 * long it lasts, and when the next NOTIFY is sent.
 */
@NullMarked
package org.ringspan.subscription;

import org.jspecify.annotations.NullMarked;
