/** The trail of changes and logins, to be added to and read. */
@NullMarked
package org.ringspan.audit.boundary;

import org.jspecify.annotations.NullMarked;
