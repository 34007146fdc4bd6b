/**
 * The journal's files. {@link org.ringspan.journal.store.SegmentLog} appends, forces and reads them
 * through a narrow port, {@link org.ringspan.journal.store.Disk}, so that tests can have disks that
 * are full, fail, or lose what wasn't forced.
 */
@NullMarked
package org.ringspan.journal.store;

import org.jspecify.annotations.NullMarked;
