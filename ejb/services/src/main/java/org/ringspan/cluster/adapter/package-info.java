/** Signs of life and leases in the database. */
@NullMarked
package org.ringspan.cluster.adapter;

import org.jspecify.annotations.NullMarked;
