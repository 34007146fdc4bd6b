package org.ringspan.sip.container.api;

/**
 * A CDI event: a connection is gone, whoever ended it, and no request can go over its flow any
 * more. Fired on a thread of the connection, in the application's context, not long after; an
 * observer must not wait.
 *
 * @param flow what {@link Flow#of} said of messages that came over it
 */
public record FlowClosed(Flow flow) {}
