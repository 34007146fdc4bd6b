package org.ringspan.server;

/**
 * This start of the server.
 *
 * @param beganAtMillis when, in milliseconds since 1970
 */
public record ServerRun(long beganAtMillis) {}
