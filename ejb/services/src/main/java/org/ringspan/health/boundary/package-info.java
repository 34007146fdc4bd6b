/** Whether the server can do its work: what a load balancer and a supervisor ask. */
@NullMarked
package org.ringspan.health.boundary;

import org.jspecify.annotations.NullMarked;
