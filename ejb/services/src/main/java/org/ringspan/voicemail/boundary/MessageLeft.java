package org.ringspan.voicemail.boundary;

import org.ringspan.address.UserId;
import org.ringspan.voicemail.MessageId;

/**
 * A message was left in a mailbox. Told within the transaction that keeps it: who hears it and
 * fails undoes the message.
 */
public record MessageLeft(UserId owner, MessageId message) {}
