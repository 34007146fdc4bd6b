/** The pages of users about their own telephones and calls. */
@NullMarked
package org.ringspan.console.me;

import org.jspecify.annotations.NullMarked;
