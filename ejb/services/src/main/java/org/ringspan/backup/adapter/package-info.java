/** Takes copies of an H2 database. */
@NullMarked
package org.ringspan.backup.adapter;

import org.jspecify.annotations.NullMarked;
