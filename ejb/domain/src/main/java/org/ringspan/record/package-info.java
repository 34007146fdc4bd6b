/**
 * What is kept of a call: who called whom, what was decided for each phone, who answered, how it
 * ended.
 */
@NullMarked
package org.ringspan.record;

import org.jspecify.annotations.NullMarked;
