/** Mailboxes over REST: one's own with their sound, and what administrators see of all. */
@NullMarked
package org.ringspan.rest.voicemail;

import org.jspecify.annotations.NullMarked;
