/** Who answers the questions of dialogues with callers. */
@NullMarked
package org.ringspan.voice.boundary;

import org.jspecify.annotations.NullMarked;
