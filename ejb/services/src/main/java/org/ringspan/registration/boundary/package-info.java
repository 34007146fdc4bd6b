/** The registrar: who may register where, and who is. */
@NullMarked
package org.ringspan.registration.boundary;

import org.jspecify.annotations.NullMarked;
