/** The configuration in the database: tables, the seed document, the snapshot made of them. */
@NullMarked
package org.ringspan.configuration.adapter;

import org.jspecify.annotations.NullMarked;
