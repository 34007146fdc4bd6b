/**
 * Keeps traces in files of the data directory, one each, and deletes them when their time is over.
 */
@NullMarked
package org.ringspan.trace.adapter;

import org.jspecify.annotations.NullMarked;
