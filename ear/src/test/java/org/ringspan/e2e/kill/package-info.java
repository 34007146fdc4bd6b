/**
 * Kills a server inside a transaction over database, messages and directory, at named points and at
 * random ones, and compares the three afterwards. A debugger stops the server at a point in its
 * code; the directory is outside the server and survives it.
 */
@NullMarked
package org.ringspan.e2e.kill;

import org.jspecify.annotations.NullMarked;
