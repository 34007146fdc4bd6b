/**
 * Real user agents as processes: baresip, whose audio is looked at, Kamailio and SIPp. Where one
 * isn't installed the test that needs it is skipped with a line that names the Debian package; with
 * {@code CI=true} in the environment it fails instead.
 */
@NullMarked
package org.ringspan.e2e.peer;

import org.jspecify.annotations.NullMarked;
