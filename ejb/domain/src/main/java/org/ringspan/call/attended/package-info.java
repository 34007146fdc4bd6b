/**
 * A transfer between two calls of one telephone (RFC 5589 section 7): the call that the transferor
 * has made to ask goes on with whom it transfers.
 */
@NullMarked
package org.ringspan.call.attended;

import org.jspecify.annotations.NullMarked;
