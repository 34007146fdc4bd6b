/**
 * Transfer and conference by keys at a mobile (design guide table 21-2): the user holds one call,
 * makes another by feature access, and joins the two. They stay two calls, each with its own record
 * and explanation. A link stands in each of them for the other: a party without a telephone, whose
 * media go from engine to engine. Calls tell each other what happens by events only.
 */
@NullMarked
package org.ringspan.call.join;

import org.jspecify.annotations.NullMarked;
