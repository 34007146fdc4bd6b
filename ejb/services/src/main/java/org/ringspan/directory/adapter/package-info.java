/** The connector at work: reads the directory, changes the users, and remembers its runs. */
@NullMarked
package org.ringspan.directory.adapter;

import org.jspecify.annotations.NullMarked;
