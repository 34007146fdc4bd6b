/** Users' own mailboxes: listening, saving, deleting, greetings. */
@NullMarked
package org.ringspan.console.voicemail;

import org.jspecify.annotations.NullMarked;
