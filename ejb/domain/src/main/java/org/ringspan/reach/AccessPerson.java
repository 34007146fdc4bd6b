package org.ringspan.reach;

import org.ringspan.address.DestinationNumber;
import org.ringspan.address.UserId;

/**
 * Who calls, as far as the number says: a PIN has to prove it.
 *
 * @param user whose destination it is
 * @param destination which
 * @param destinations how many remote destinations the user has, at least 1
 */
public record AccessPerson(UserId user, DestinationNumber destination, int destinations) {}
