package org.ringspan.trunk;

import java.util.Optional;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.RouteGroupName;

/**
 * What devices and trunks of one place have in common.
 *
 * @param name how they call it
 * @param localRouteGroup the group of trunks that their calls leave by where a route list says
 *     "local"
 */
public record DevicePool(DevicePoolName name, Optional<RouteGroupName> localRouteGroup) {}
