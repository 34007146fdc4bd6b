/** Tests of the rules, each with its reason. */
@NullMarked
package org.ringspan.reach;

import org.jspecify.annotations.NullMarked;
