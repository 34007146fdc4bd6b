/** What all pages use: times, words, messages. */
@NullMarked
package org.ringspan.console.page;

import org.jspecify.annotations.NullMarked;
