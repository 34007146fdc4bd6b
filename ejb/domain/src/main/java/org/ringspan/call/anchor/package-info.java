/**
 * Calls at remote destinations that go through the media engine: keys mean something in them, and
 * they go on at the desk (design guide pages 21-51 to 21-54).
 */
@NullMarked
package org.ringspan.call.anchor;

import org.jspecify.annotations.NullMarked;
