@NullMarked
package org.ringspan.voice.boundary;

import org.jspecify.annotations.NullMarked;
