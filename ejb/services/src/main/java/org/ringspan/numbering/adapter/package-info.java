/** The numbering plans of the world, from the metadata of a library. */
@NullMarked
package org.ringspan.numbering.adapter;

import org.jspecify.annotations.NullMarked;
