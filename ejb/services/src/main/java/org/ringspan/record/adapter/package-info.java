/** The way of a call record: a bounded queue, a durable message, the database. */
@NullMarked
package org.ringspan.record.adapter;

import org.jspecify.annotations.NullMarked;
