/**
 * Health and metrics for programs that watch the server. They answer without a login, at a port
 * that only the management address has.
 */
@NullMarked
package org.ringspan.operations;

import org.jspecify.annotations.NullMarked;
