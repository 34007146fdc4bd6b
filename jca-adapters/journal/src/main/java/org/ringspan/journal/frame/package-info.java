/** The form of the journal's files: headers, frames and records as bytes. Pure. */
@NullMarked
package org.ringspan.journal.frame;

import org.jspecify.annotations.NullMarked;
