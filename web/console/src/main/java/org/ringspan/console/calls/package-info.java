/** The pages of calls: those that live, those that are over, and why they went as they did. */
@NullMarked
package org.ringspan.console.calls;

import org.jspecify.annotations.NullMarked;
