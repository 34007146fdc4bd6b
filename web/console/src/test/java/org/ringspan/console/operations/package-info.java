/** What pages of this kind show. */
@NullMarked
package org.ringspan.console.operations;

import org.jspecify.annotations.NullMarked;
