/** Copies of the database that are taken while the server works. */
@NullMarked
package org.ringspan.backup.boundary;

import org.jspecify.annotations.NullMarked;
