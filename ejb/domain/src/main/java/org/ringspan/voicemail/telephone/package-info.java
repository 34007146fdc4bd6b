/**
 * Mailboxes by telephone: who calls leaves a message, and who owns the mailbox hears what is in it.
 * Two dialogues, and what they ask.
 */
@NullMarked
package org.ringspan.voicemail.telephone;

import org.jspecify.annotations.NullMarked;
