/**
 * Dialogues with a telephone: what a caller is told and asked by the server, what it answers by
 * keys and voice, and what follows. Pure and without a telephone: the call machine plays the
 * speech, collects the digits and hands back what came of it.
 */
@NullMarked
package org.ringspan.voice;

import org.jspecify.annotations.NullMarked;
