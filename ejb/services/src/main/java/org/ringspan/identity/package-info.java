/** Who somebody is: passwords of devices and users, kept as hashes and encrypted at rest. */
@NullMarked
package org.ringspan.identity;

import org.jspecify.annotations.NullMarked;
