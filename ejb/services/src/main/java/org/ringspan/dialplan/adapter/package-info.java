/** The tables of the dial plan. */
@NullMarked
package org.ringspan.dialplan.adapter;

import org.jspecify.annotations.NullMarked;
