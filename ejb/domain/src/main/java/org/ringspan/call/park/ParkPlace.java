package org.ringspan.call.park;

import java.time.Duration;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.UserId;

/**
 * Where a call is parked.
 *
 * @param number at which number
 * @param by who has parked it
 * @param reversion how long before it rings again
 */
public record ParkPlace(DirectoryNumber number, UserId by, Duration reversion) {}
