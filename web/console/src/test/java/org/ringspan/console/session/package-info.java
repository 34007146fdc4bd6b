/** What pages of this kind show. */
@NullMarked
package org.ringspan.console.session;

import org.jspecify.annotations.NullMarked;
