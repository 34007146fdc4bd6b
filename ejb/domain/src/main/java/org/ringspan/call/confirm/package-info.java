/**
 * Voicemail avoidance by user control (design guide page 21-58): who answers at a remote
 * destination is asked to press a key before the answer counts.
 */
@NullMarked
package org.ringspan.call.confirm;

import org.jspecify.annotations.NullMarked;
