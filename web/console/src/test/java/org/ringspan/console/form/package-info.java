/** Forms give back what they were filled with. */
@NullMarked
package org.ringspan.console.form;

import org.jspecify.annotations.NullMarked;
