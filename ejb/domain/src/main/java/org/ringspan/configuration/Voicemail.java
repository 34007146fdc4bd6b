package org.ringspan.configuration;

/**
 * Where unanswered calls go.
 *
 * @param pilot the number dialled inside to reach it
 * @param routedAs the number sent to the gateway for it
 * @param gateway the gateway behind which it is
 */
public record Voicemail(DirectoryNumber pilot, E164Number routedAs, GatewayName gateway) {}
