/**
 * Reads what changed in a directory: by DirSync, or by update numbers where the account may not,
 * page by page with a bookmark for each controller. {@link
 * org.ringspan.activedirectory.change.ChangeReader} begins a run, {@link
 * org.ringspan.activedirectory.change.Duplicates} decides what another controller has told already.
 */
@NullMarked
package org.ringspan.activedirectory.change;

import org.jspecify.annotations.NullMarked;
