/**
 * Slows whoever guesses passwords, without locking out whom they belong to: pure rules over the
 * wrong answers of one source.
 */
@NullMarked
package org.ringspan.guessing;

import org.jspecify.annotations.NullMarked;
