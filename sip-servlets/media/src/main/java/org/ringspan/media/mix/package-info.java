/**
 * What a conference needs: the buffer that makes a steady stream of packets that came unevenly, and
 * the mixer. Pure.
 */
@NullMarked
package org.ringspan.media.mix;

import org.jspecify.annotations.NullMarked;
