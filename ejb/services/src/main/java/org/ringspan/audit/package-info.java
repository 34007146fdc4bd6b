/** Who did what, when: what is written down of changes and of logins. */
@NullMarked
package org.ringspan.audit;

import org.jspecify.annotations.NullMarked;
