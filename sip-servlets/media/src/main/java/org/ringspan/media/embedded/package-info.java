/**
 * The engine inside the server. A few threads own the sockets and everything that changes with
 * packets; each call belongs to one of them, so packets take no lock. The port is a thin layer that
 * puts commands into their queues.
 */
@NullMarked
package org.ringspan.media.embedded;

import org.jspecify.annotations.NullMarked;
