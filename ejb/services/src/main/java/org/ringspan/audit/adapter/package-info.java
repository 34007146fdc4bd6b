/** The trail in its table. */
@NullMarked
package org.ringspan.audit.adapter;

import org.jspecify.annotations.NullMarked;
