/** The services as one application: its settings, its schema, the order of its start and stop. */
@NullMarked
package org.ringspan.server;

import org.jspecify.annotations.NullMarked;
