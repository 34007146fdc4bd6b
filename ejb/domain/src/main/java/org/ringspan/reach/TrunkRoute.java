package org.ringspan.reach;

import org.ringspan.address.TrunkName;

/**
 * One way of a leg out to the telephone network. A leg has its ways in the order they are tried;
 * numbers are already as this trunk wants them.
 *
 * @param trunk through which trunk
 * @param called the number sent there: the user part of the Request-URI
 * @param shown the caller as this trunk shows it
 */
public record TrunkRoute(TrunkName trunk, String called, CallerIdentity shown) {}
