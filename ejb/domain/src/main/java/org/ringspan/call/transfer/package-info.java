/**
 * A telephone sends the other party of its call to a number, by REFER (RFC 3515, RFC 5589): it
 * rings there while the call stands, and goes on there when somebody answers.
 */
@NullMarked
package org.ringspan.call.transfer;

import org.jspecify.annotations.NullMarked;
