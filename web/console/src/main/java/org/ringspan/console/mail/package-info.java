/** Outgoing mail in the console. */
@NullMarked
package org.ringspan.console.mail;

import org.jspecify.annotations.NullMarked;
