/** Resources of calls: those that live, their records, and why they went as they did. */
@NullMarked
package org.ringspan.rest.calls;

import org.jspecify.annotations.NullMarked;
