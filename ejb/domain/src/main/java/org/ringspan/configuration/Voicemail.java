package org.ringspan.configuration;

import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.E164Number;
import org.ringspan.address.TrunkName;

/**
 * Where unanswered calls go.
 *
 * @param pilot the number dialled inside to reach it
 * @param routedAs the number sent to the trunk for it
 * @param trunk the trunk behind which it is
 */
public record Voicemail(DirectoryNumber pilot, E164Number routedAs, TrunkName trunk) {}
