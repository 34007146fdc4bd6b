/** What others may ask of provisioning. */
@NullMarked
package org.ringspan.provisioning.boundary;

import org.jspecify.annotations.NullMarked;
