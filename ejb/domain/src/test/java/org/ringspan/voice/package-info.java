/** What is spoken, and how. */
@NullMarked
package org.ringspan.voice;

import org.jspecify.annotations.NullMarked;
