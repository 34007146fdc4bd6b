/** Several servers on one database: what other features ask of it. */
@NullMarked
package org.ringspan.cluster.boundary;

import org.jspecify.annotations.NullMarked;
