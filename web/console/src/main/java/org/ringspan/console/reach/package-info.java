/** Who rings when: a user and the day of their reach, and what would become of a call. */
@NullMarked
package org.ringspan.console.reach;

import org.jspecify.annotations.NullMarked;
