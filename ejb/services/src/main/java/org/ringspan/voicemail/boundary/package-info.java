/** Mailboxes: leaving messages, hearing, saving and deleting them, greetings. */
@NullMarked
package org.ringspan.voicemail.boundary;

import org.jspecify.annotations.NullMarked;
