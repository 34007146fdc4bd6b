/** What is told by mail, in which words, and when it is tried again. */
@NullMarked
package org.ringspan.mail;

import org.jspecify.annotations.NullMarked;
