package org.ringspan.voicemail.boundary;

import org.ringspan.address.UserId;
import org.ringspan.voicemail.MailboxUse;

/** What an administrator sees of a mailbox: how much is in it, and nothing of what. */
public record MailboxCount(UserId owner, MailboxUse use) {}
