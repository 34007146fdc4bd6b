/** The outbox in the database, the writing of letters, and the way to the mail server. */
@NullMarked
package org.ringspan.mail.adapter;

import org.jspecify.annotations.NullMarked;
