/** Resources of who may come in: tokens, the trail, and one's own settings. */
@NullMarked
package org.ringspan.rest.identity;

import org.jspecify.annotations.NullMarked;
