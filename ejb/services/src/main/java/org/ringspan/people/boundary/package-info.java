/** What others may ask of the identity store. */
@NullMarked
package org.ringspan.people.boundary;

import org.jspecify.annotations.NullMarked;
