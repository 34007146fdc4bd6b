/**
 * A call moves to other telephones of one of the two who talk: from the desk to the mobile, or from
 * the mobile to the desk (design guide pages 21-51 to 21-52, figures 21-19 and 21-20).
 */
@NullMarked
package org.ringspan.call.move;

import org.jspecify.annotations.NullMarked;
