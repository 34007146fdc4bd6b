/** What call control tells of the trunks, and what it asks. */
@NullMarked
package org.ringspan.trunk.boundary;

import org.jspecify.annotations.NullMarked;
