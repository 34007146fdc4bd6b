/**
 * Digits as telephone events (RFC 4733) and as tones (ITU-T Q.23, Q.24), and their collection.
 * Pure.
 */
@NullMarked
package org.ringspan.media.digit;

import org.jspecify.annotations.NullMarked;
