/** Outgoing mail over REST. */
@NullMarked
package org.ringspan.rest.mail;

import org.jspecify.annotations.NullMarked;
