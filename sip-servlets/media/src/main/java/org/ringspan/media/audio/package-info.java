/**
 * Sound as numbers: the two laws of G.711, prompts read from WAV files, recordings written to them.
 * Pure, except for the two methods that take a file.
 */
@NullMarked
package org.ringspan.media.audio;

import org.jspecify.annotations.NullMarked;
