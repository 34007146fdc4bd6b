/**
 * Several servers on one database: who of them lives, and who alone may do what only one may do, as
 * pure rules. The time is that of the database, or a server's own that only ever runs on.
 */
@NullMarked
package org.ringspan.cluster;

import org.jspecify.annotations.NullMarked;
