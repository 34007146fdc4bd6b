/** Shows the figures of the server's MBeans to an administrator's monitoring. */
@NullMarked
package org.ringspan.metrics.adapter;

import org.jspecify.annotations.NullMarked;
