/** How people and groups are kept, and how a search becomes a query. */
@NullMarked
package org.ringspan.people.adapter;

import org.jspecify.annotations.NullMarked;
