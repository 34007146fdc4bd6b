/** Registrations in memory, with their copy in the database. */
@NullMarked
package org.ringspan.registration.adapter;

import org.jspecify.annotations.NullMarked;
