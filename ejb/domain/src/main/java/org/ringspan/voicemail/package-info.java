/** Mailboxes: what is kept, for how long, how it sounds, and what telephones are told of it. */
@NullMarked
package org.ringspan.voicemail;

import org.jspecify.annotations.NullMarked;
